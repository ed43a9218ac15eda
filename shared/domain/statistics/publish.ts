import { prefectureOf } from '#shared/kernel/region-code.ts';
import { prefectures } from '#shared/reference/regions.ts';
import { categories, publicStatuses } from '#shared/reference/words.ts';
import { summarise } from './summarise.ts';
import type { PublicStatistics, StoredCell } from './types.ts';
import { withhold } from './withhold.ts';

const registeredIn = (cells: readonly StoredCell[], now: Date): number =>
  summarise(cells, now).people['registered']?.total ?? 0;

/** The figures of the province that anybody may see: no finer than a prefecture, and by category for the province alone. */
export const publicFigures = (cells: readonly StoredCell[], now: Date, smallest: number): PublicStatistics => {
  const figures = summarise(cells, now);
  const byPrefecture = Map.groupBy(cells, ({ countyCode }) => prefectureOf(countyCode));
  const registered = withhold(
    prefectures.map(({ code }) => registeredIn(byPrefecture.get(code) ?? [], now)),
    smallest,
  );
  const kinds = withhold(
    categories.map((category) => figures.people['registered']?.[category] ?? 0),
    smallest,
  );
  const reports = withhold(
    publicStatuses.map((status) => figures.reports[status] ?? 0),
    smallest,
  );
  return {
    asOf: figures.asOf,
    smallest,
    people: {
      registered: registered.total,
      regions: prefectures.map(({ code, name }, index) => ({
        regionCode: code,
        name,
        registered: registered.parts[index] ?? null,
      })),
      categories: categories.map((category, index) => ({ category, registered: kinds.parts[index] ?? null })),
    },
    reports: {
      total: reports.total,
      statuses: publicStatuses.map((status, index) => ({ status, reports: reports.parts[index] ?? null })),
    },
  };
};
