import type { BatchStore, BatchWork, ChunkStore, FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { BreakerLimits } from '#shared/domain/collisions/verify.ts';
import type { RegistryMatcher } from '#shared/domain/registry/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the verification of files works with. */
export type VerifyDeps = {
  readonly batches: BatchStore;
  readonly chunks: ChunkStore;
  readonly files: FeedFiles;
  readonly work: BatchWork;
  readonly matcher: Pick<RegistryMatcher, 'matchMany'>;
  readonly limitsAt: (now: Date) => BreakerLimits;
  readonly clock: Clock;
  readonly log: Log;
};
