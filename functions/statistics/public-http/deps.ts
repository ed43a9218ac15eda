import type { StatisticsReader } from '#shared/domain/statistics/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the public figures are made from: the cells, and the smallest count that may be published on a day. */
export type PublicStatisticsDeps = {
  readonly reader: StatisticsReader;
  readonly smallestAt: (now: Date) => number;
  readonly clock: Clock;
  readonly log: Log;
};
