import type { FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { SourceBatches, SourceParts, SourceWork } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the schedule that takes up imports left behind works with. */
export type ResumeDeps = {
  readonly batches: SourceBatches;
  readonly parts: SourceParts;
  readonly files: FeedFiles;
  readonly work: SourceWork;
  readonly clock: Clock;
  readonly log: Log;
};
