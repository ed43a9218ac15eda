import type { FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { BreakerLimits } from '#shared/domain/collisions/verify.ts';
import type { SourceBatches, SourceBook, SourceIndex, SourceParts, SourceWork } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';

/** What the verification of files works with. It has no right on the registry: a plan follows from the keys alone. */
export type VerifyDeps = {
  readonly batches: SourceBatches;
  readonly parts: SourceParts;
  readonly files: FeedFiles;
  readonly book: Pick<SourceBook, 'claims'>;
  readonly index: SourceIndex;
  readonly work: SourceWork;
  readonly limitsAt: (now: Date) => BreakerLimits;
  readonly mac: (text: string, like?: string) => Promise<string>;
  readonly clock: () => Date;
  readonly newMessageId: () => string;
  readonly log: Log;
};
