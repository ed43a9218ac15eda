import type { StatisticsReader } from '#shared/domain/statistics/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type StatisticsDeps = { readonly reader: StatisticsReader; readonly clock: Clock; readonly log: Log };
