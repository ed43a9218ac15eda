import type { BatchStore, BatchWork, ChunkStore, FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the schedule that takes up batches left behind works with. */
export type ResumeDeps = {
  readonly batches: BatchStore;
  readonly chunks: ChunkStore;
  readonly files: FeedFiles;
  readonly work: BatchWork;
  readonly clock: Clock;
  readonly log: Log;
};
