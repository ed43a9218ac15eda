import type { BatchStore, FileLinks, SequenceStore } from '#shared/domain/collisions/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type FeedDeps = {
  readonly batches: BatchStore;
  readonly sequences: SequenceStore;
  readonly links: FileLinks;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Keyed MAC of idempotency keys and bodies. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
