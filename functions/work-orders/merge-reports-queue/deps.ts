import type { MergeStore } from '#shared/domain/work-orders/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the merging works with. */
export type MergeDeps = {
  readonly store: MergeStore;
  /** Keyed tokens of whom a report is about: under the current key first, then under former ones. */
  readonly tokensOf: (subject: string) => Promise<readonly string[]>;
  /** Days for which a claim is kept (policy data). */
  readonly keepDaysAt: (now: Date) => number;
  readonly clock: Clock;
  readonly newMessageId: NewMessageId;
  readonly log: Log;
};
