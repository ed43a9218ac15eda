import type { DueBook } from '#shared/domain/registry/ports.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the schedule that lets entries and holds end works with. */
export type RederiveDeps = {
  readonly book: DueBook;
  readonly policyAt: (now: Date) => RegistryPolicy;
  readonly clock: Clock;
  readonly newMessageId: NewMessageId;
  readonly log: Log;
};
