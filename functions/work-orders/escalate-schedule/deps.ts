import type { EscalationStore } from '#shared/domain/work-orders/ports.ts';
import type { LoopPolicy } from '#shared/domain/work-orders/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the schedule that passes overdue orders up works with. */
export type EscalateDeps = {
  readonly store: EscalationStore;
  /** Clocks and calendar in force. */
  readonly policyAt: (now: Date) => LoopPolicy;
  readonly clock: Clock;
  readonly newMessageId: NewMessageId;
  readonly log: Log;
};
