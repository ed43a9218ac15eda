import { countyOf } from '#shared/kernel/region-code.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { successorOf } from '#shared/reference/regions.ts';
import type { Aggregate, AggregateKind, Cell, CellChange, Contribution, Counters, Projection, View } from './types.ts';

/** Prefix of the counters of open work orders by the Shanghai day on which they are due. */
export const OPEN_DUE = 'openDue:';

const viewOf: Readonly<Record<AggregateKind, View>> = {
  person: 'people',
  report: 'reports',
  'work-order': 'work-orders',
  alert: 'alerts',
  placement: 'placements',
};

/** The cell of a region; what lies in an abolished county is counted in its successor, as a whole. */
const cellOf = (view: View, regionCode: string): Cell => {
  const countyCode = successorOf(countyOf(regionCode));
  return { view, countyCode, regionCode: regionCode.startsWith(countyCode) ? regionCode : countyCode };
};

const one = (...names: readonly string[]): Counters => Object.fromEntries(names.map((name) => [name, 1]));

/** Whose record was merged into another is counted by that one. */
const ofPerson = ({ layer, categories, mergedInto }: Extract<Aggregate, { readonly kind: 'person' }>): Counters =>
  mergedInto === undefined ? one(layer, ...categories.map((category) => `${layer}:${category}`)) : {};

const countersOf = (aggregate: Aggregate): Counters => {
  switch (aggregate.kind) {
    case 'person':
      return ofPerson(aggregate);
    case 'report':
      return one(`status:${aggregate.status}`);
    case 'work-order':
      return aggregate.state === 'closed'
        ? one('state:closed')
        : one(`state:${aggregate.state}`, OPEN_DUE + shanghaiDay(new Date(aggregate.dueAt)));
    case 'alert':
      return one(`kind:${aggregate.alertKind}`);
    case 'placement':
      return {
        ...(aggregate.state === 'active' ? { active: 1 } : {}),
        ...(aggregate.scans === 0 ? {} : { scans: aggregate.scans }),
        ...(aggregate.reports === 0 ? {} : { reports: aggregate.reports }),
      };
  }
};

/** What an aggregate is counted in: nothing but its own state decides it, so that a recount needs no history. */
export const contributionOf = (aggregate: Aggregate): Contribution => ({
  version: aggregate.version,
  cell: cellOf(viewOf[aggregate.kind], aggregate.regionCode),
  counters: countersOf(aggregate),
});

/** What is left of a contribution when its aggregate is gone. */
export const removalOf = ({ version, cell }: Contribution): Contribution => ({
  version,
  cell,
  counters: {},
  removed: true,
});

/** Versions are in order; the removal of a version comes after it. */
export const isNewer = (one: Contribution, other: Contribution): boolean =>
  one.version > other.version || (one.version === other.version && one.removed === true && other.removed === undefined);

/** The name of an aggregate among those of all kinds. */
export const keyText = ({ kind, id }: { readonly kind: AggregateKind; readonly id: string }): string => `${kind}#${id}`;

/** The name of a cell among all. */
export const cellText = ({ view, regionCode }: Cell): string => `${view}#${regionCode}`;

/** Whether both are counted in the same. */
export const sameFigures = (one: Contribution, other: Contribution): boolean =>
  cellText(one.cell) === cellText(other.cell) && Object.keys(differenceOf(one.counters, other.counters)).length === 0;

const negative = (counters: Counters): Counters =>
  Object.fromEntries(Object.entries(counters).map(([name, count]) => [name, -count]));

/** The sum of all, without what comes to zero. */
export const sumOf = (all: readonly Counters[]): Counters => {
  const sum = new Map<string, number>();
  for (const counters of all) {
    for (const [name, count] of Object.entries(counters)) sum.set(name, (sum.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...sum].filter(([, count]) => count !== 0));
};

/** What must be added to the one to get the other. */
export const differenceOf = (from: Counters, to: Counters): Counters => sumOf([to, negative(from)]);

type Step = Projection & { readonly before?: Contribution };

const parts = ({ before, contribution, at }: Step) => [
  ...(before === undefined ? [] : [{ cell: before.cell, add: negative(before.counters), at }]),
  { cell: contribution.cell, add: contribution.counters, at },
];

const fadingIn = (add: Counters): string[] =>
  Object.keys(add).filter((name) => name.startsWith(OPEN_DUE) && (add[name] ?? 0) < 0);

/** What several steps together add to the cells: each cell once, none that stays as it is. */
export const cellChanges = (steps: readonly Step[]): CellChange[] => {
  const changes = Map.groupBy(steps.flatMap(parts), ({ cell }) => cellText(cell));
  return [...changes.values()].flatMap((group) => {
    const [first] = group;
    const add = sumOf(group.map((part) => part.add));
    const asOf = group
      .map(({ at }) => at)
      .sort()
      .at(-1);
    if (first === undefined || asOf === undefined || Object.keys(add).length === 0) return [];
    return [{ cell: first.cell, add, fading: fadingIn(add), asOf }];
  });
};
