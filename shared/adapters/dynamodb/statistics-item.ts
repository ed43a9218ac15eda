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

const CONTRIBUTION = 'C#';

/** The key of the contribution of an aggregate. */
export const contributionKey = ({ kind, id }: AggregateKey) => ({ pk: `${CONTRIBUTION}${kind}#${id}`, sk: 'STATE' });

/** The partition of a county's cells, those of all views beside each other. */
export const cellPartition = (countyCode: string): string => `S#${countyCode}`;

/** The key of a cell. */
export const cellKey = ({ view, countyCode, regionCode }: Cell) => ({
  pk: cellPartition(countyCode),
  sk: `${view}#${regionCode}`,
});

/** The aggregate and its contribution in an item; `undefined`: the item is a cell. */
export const readContribution = (item: Readonly<Record<string, unknown>>): [AggregateKey, Contribution] | undefined => {
  const { pk } = item;
  if (typeof pk !== 'string' || !pk.startsWith(CONTRIBUTION)) return undefined;
  const [, name, id] = /^C#([a-z-]+)#(.+)$/.exec(pk) ?? [];
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
  return { view, countyCode: pk.slice(cellPartition('').length), regionCode, counters, ...given({ asOf }) };
};
