import type { AlertBook } from '#shared/domain/alerts/ports.ts';
import type { AlertPolicy } from '#shared/domain/alerts/types.ts';
import type { CollisionPolicy } from '#shared/domain/collisions/finding.ts';
import type { BatchStore, BatchWork, ChunkStore, FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { RegistryMatcher } from '#shared/domain/registry/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId, NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the comparison of a chunk with the registry works with. */
export type CollideDeps = {
  readonly batches: BatchStore;
  readonly chunks: ChunkStore;
  readonly files: FeedFiles;
  readonly work: BatchWork;
  readonly matcher: RegistryMatcher;
  readonly book: AlertBook;
  readonly policyAt: (now: Date) => { readonly alerts: AlertPolicy; readonly rules: CollisionPolicy };
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newMessageId: NewMessageId;
  readonly log: Log;
};
