import {
  cellText,
  contributionOf,
  differenceOf,
  isNewer,
  keyText,
  removalOf,
  sameFigures,
  sumOf,
} from './contributions.ts';
import type { FoundAggregate, RecountSource } from './ports.ts';
import type { AggregateKey, AggregateKind, Contribution, Counters, Replacement, StoredCell } from './types.ts';

/** A cell that is not what its aggregates add up to; `recounted` has the counters that differ and those that do not. */
export type CellDifference = { readonly cell: StoredCell; readonly recounted: Counters; readonly add: Counters };

/** What one look at everything found. */
export type Recount = {
  readonly counted: Readonly<Record<AggregateKind, number>>;
  readonly cells: number;
  /** Cells that differ, in the order of view and region. */
  readonly differences: readonly CellDifference[];
  /** Contributions that are not those of their aggregates: the projector is behind, or one was lost or spoilt. */
  readonly uncounted: readonly Replacement[];
  /** Aggregates that cannot be read: parked by the projector, taken here as they were last counted. */
  readonly unreadable: readonly AggregateKey[];
};

type Open = AggregateKey & { readonly contribution: Contribution };

/** Everything met so far; of an aggregate whose contribution is right nothing is kept but its figures. */
class Tally {
  readonly counted: Record<AggregateKind, number> = { person: 0, report: 0, 'work-order': 0, alert: 0, placement: 0 };
  readonly uncounted: Replacement[] = [];
  readonly unreadable = new Map<string, AggregateKey>();
  readonly cells: StoredCell[] = [];
  private readonly open = new Map<string, Open>();
  private readonly sums = new Map<string, { readonly cell: StoredCell; readonly sum: Map<string, number> }>();

  private add({ cell, counters }: Contribution): void {
    const place = this.sums.get(cellText(cell)) ?? { cell: { ...cell, counters: {} }, sum: new Map<string, number>() };
    this.sums.set(cellText(cell), place);
    for (const [name, count] of Object.entries(counters)) place.sum.set(name, (place.sum.get(name) ?? 0) + count);
  }

  aggregate({ kind, id, aggregate }: FoundAggregate): void {
    if (aggregate === 'unreadable') {
      this.unreadable.set(keyText({ kind, id }), { kind, id });
      return;
    }
    const contribution = contributionOf(aggregate);
    this.counted[kind] += 1;
    this.open.set(keyText({ kind, id }), { kind, id, contribution });
    this.add(contribution);
  }

  contribution({ kind, id }: AggregateKey, before: Contribution): void {
    const key = keyText({ kind, id });
    if (this.unreadable.has(key)) {
      this.add(before);
      return;
    }
    const expected = this.open.get(key)?.contribution;
    this.open.delete(key);
    const after = expected ?? removalOf(before);
    const right =
      expected === undefined
        ? before.removed === true
        : before.version === expected.version && sameFigures(before, expected);
    if (!right) this.uncounted.push({ kind, id, before, after });
  }

  /** What was never met among the contributions is not counted yet. */
  missing(): Replacement[] {
    return [...this.open.values()].map(({ kind, id, contribution }) => ({ kind, id, after: contribution }));
  }

  differences(): CellDifference[] {
    const stored = new Map(this.cells.map((cell) => [cellText(cell), cell]));
    const names = [...new Set([...stored.keys(), ...this.sums.keys()])].sort();
    return names.flatMap((name) => {
      const place = this.sums.get(name);
      const cell = stored.get(name) ?? place?.cell;
      const recounted = sumOf([Object.fromEntries(place?.sum ?? [])]);
      const add = cell === undefined ? {} : differenceOf(cell.counters, recounted);
      return cell === undefined || Object.keys(add).length === 0 ? [] : [{ cell, recounted, add }];
    });
  }
}

/**
 * Counts everything anew by the same pure function as the projector and compares contribution by contribution and cell by
 * cell. It looks while the system runs: one look may catch a change half way, see `persisting`. Memory grows with the
 * number of aggregates, by some 400 bytes each.
 */
export const recount = async (source: RecountSource): Promise<Recount> => {
  const tally = new Tally();
  await source.aggregates((found) => tally.aggregate(found));
  await source.statistics({
    contribution: (key, contribution) => tally.contribution(key, contribution),
    cell: (cell) => tally.cells.push(cell),
  });
  return {
    counted: tally.counted,
    cells: tally.cells.length,
    differences: tally.differences(),
    uncounted: [...tally.uncounted, ...tally.missing()],
    unreadable: [...tally.unreadable.values()],
  };
};

/** Whether every contribution and every cell is what it should be. */
export const isEqual = ({ differences, uncounted }: Recount): boolean => differences.length + uncounted.length === 0;

/** Whether this is the projector being behind, which mends itself, and not a contribution that was spoilt. */
export const isBehind = ({ before, after }: Replacement): boolean => before === undefined || isNewer(after, before);

const drift = ({ cell, add }: CellDifference): string =>
  `${cellText(cell)} ${JSON.stringify(Object.entries(add).sort())}`;
const change = ({ before, after, ...key }: Replacement): string =>
  `${keyText(key)} ${before?.version} ${before?.removed} ${after.version} ${after.removed}`;

/**
 * What two looks in a row found alike. A cell that is wrong is off by the same amount each time; one that only was read
 * between two changes is not.
 */
export const persisting = (earlier: Recount, later: Recount): Recount => {
  const drifts = new Set(earlier.differences.map(drift));
  const changes = new Set(earlier.uncounted.map(change));
  return {
    ...later,
    differences: later.differences.filter((difference) => drifts.has(drift(difference))),
    uncounted: later.uncounted.filter((replacement) => changes.has(change(replacement))),
  };
};
