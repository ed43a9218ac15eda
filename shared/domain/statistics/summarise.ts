import { type Instant, shanghaiDay } from '#shared/kernel/time.ts';
import { feedTypes } from '#shared/reference/feeds.ts';
import { categories, layers, publicStatuses, workOrderStates } from '#shared/reference/words.ts';
import { OPEN_DUE, sumOf } from './contributions.ts';
import type { Counters, Statistics, StoredCell, View } from './types.ts';

/** Each word with nothing counted: a reader sees all words, whether they were ever used or not. */
const zeroes = (words: readonly string[]): Record<string, number> => Object.fromEntries(words.map((word) => [word, 0]));

/** The figures whose counters begin so, by the rest of their name. */
const below = (counters: Counters, prefix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(counters).flatMap(([name, count]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), count]] : [],
    ),
  );

const peopleOf = (counters: Counters): Statistics['people'] => {
  const known = new Set<string>([...layers, ...Object.keys(counters).filter((name) => !name.includes(':'))]);
  return Object.fromEntries(
    [...known].map((layer) => [
      layer,
      { ...zeroes(categories), ...below(counters, `${layer}:`), total: counters[layer] ?? 0 },
    ]),
  );
};

/** Overdue are the open ones of every day before today: the figure grows at midnight without anything being written. */
const overdueOn = (counters: Counters, today: string): number =>
  Object.entries(below(counters, OPEN_DUE))
    .filter(([day]) => day < today)
    .reduce((sum, [, count]) => sum + count, 0);

const newestOf = (cells: readonly StoredCell[]): Instant | undefined =>
  cells
    .flatMap(({ asOf }) => (asOf === undefined ? [] : [asOf]))
    .sort()
    .at(-1);

/**
 * The figures of a region's cells. `asOf` is the newest change that is in them; where nothing was ever counted, they are as
 * of now.
 */
export const summarise = (cells: readonly StoredCell[], now: Date): Statistics => {
  const countersOf = (view: View): Counters =>
    sumOf(cells.filter((cell) => cell.view === view).map(({ counters }) => counters));
  const orders = countersOf('work-orders');
  const { scans = 0, reports = 0, active = 0 } = countersOf('placements');
  return {
    asOf: newestOf(cells) ?? now.toISOString(),
    people: peopleOf(countersOf('people')),
    reports: { ...zeroes(publicStatuses), ...below(countersOf('reports'), 'status:') },
    workOrders: {
      ...zeroes(workOrderStates),
      ...below(orders, 'state:'),
      overdue: overdueOn(orders, shanghaiDay(now)),
    },
    alerts: { ...zeroes(feedTypes), ...below(countersOf('alerts'), 'kind:') },
    placements: { scans, reports, active },
  };
};
