import { cellRecord, contributionRecord } from '#shared/contracts/records/statistics.ts';
import {
  type AggregateKey,
  aggregateKinds,
  type Cell,
  type Contribution,
  type StoredCell,
  views,
} from '#shared/domain/statistics/types.ts';
import { given } from '#shared/kernel/given.ts';

/** The generation that was there before any rebuild: its keys carry no mark. */
export const FIRST_GENERATION = 1;

const CONTRIBUTION = 'C#';
const CELL = 'S#';

/** What a generation's keys carry after their first letter; a county's digits and a kind's letters never look so. */
const markOf = (generation: number): string => (generation === FIRST_GENERATION ? '' : `g${generation}#`);

/** The key of the item that says which generation is read, and which one is being built. */
export const generationsKey = { pk: 'G#statistics', sk: 'STATE' } as const;

/** The generation of a contribution or a cell; `undefined`: the item is neither. */
export const generationOf = ({ pk }: Readonly<Record<string, unknown>>): number | undefined => {
  if (typeof pk !== 'string' || !(pk.startsWith(CONTRIBUTION) || pk.startsWith(CELL))) return undefined;
  const [, marked] = /^[CS]#g(\d+)#/.exec(pk) ?? [];
  return marked === undefined ? FIRST_GENERATION : Number(marked);
};

/** The key of the contribution of an aggregate. */
export const contributionKey = ({ kind, id }: AggregateKey, generation: number = FIRST_GENERATION) => ({
  pk: `${CONTRIBUTION}${markOf(generation)}${kind}#${id}`,
  sk: 'STATE',
});

/** The partition of a county's cells, those of all views beside each other. */
export const cellPartition = (countyCode: string, generation: number = FIRST_GENERATION): string =>
  `${CELL}${markOf(generation)}${countyCode}`;

/** The key of a cell. */
export const cellKey = ({ view, countyCode, regionCode }: Cell, generation: number = FIRST_GENERATION) => ({
  pk: cellPartition(countyCode, generation),
  sk: `${view}#${regionCode}`,
});

/** The aggregate and its contribution in an item; `undefined`: the item is a cell. */
export const readContribution = (item: Readonly<Record<string, unknown>>): [AggregateKey, Contribution] | undefined => {
  const { pk } = item;
  if (typeof pk !== 'string' || !pk.startsWith(CONTRIBUTION)) return undefined;
  const [, name, id] = /^C#(?:g\d+#)?([a-z-]+)#(.+)$/.exec(pk) ?? [];
  const kind = aggregateKinds.find((one) => one === name);
  if (kind === undefined || id === undefined) throw new Error('a contribution of no kind of aggregate');
  return [{ kind, id }, contributionRecord.parse(item)];
};

/** The cell in an item. */
export const readCell = (item: Readonly<Record<string, unknown>>): StoredCell => {
  const { pk, sk, asOf, ...counters } = cellRecord.parse(item);
  const [name = '', regionCode = ''] = sk.split('#');
  const view = views.find((one) => one === name);
  if (view === undefined) throw new Error('a cell of no view');
  return { view, countyCode: pk.slice(pk.lastIndexOf('#') + 1), regionCode, counters, ...given({ asOf }) };
};
