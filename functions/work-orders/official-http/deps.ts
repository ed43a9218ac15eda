import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { RegistryReader } from '#shared/domain/registry/ports.ts';
import type { WorkOrderStore } from '#shared/domain/work-orders/ports.ts';
import type { LoopPolicy } from '#shared/domain/work-orders/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId, NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type WorkOrderDeps = {
  readonly store: WorkOrderStore;
  readonly registry: Pick<RegistryReader, 'findByIdNumber'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Clocks and calendar in force. */
  readonly policyAt: (now: Date) => LoopPolicy;
  readonly newId: NewId;
  readonly newMessageId: NewMessageId;
  /** Keyed MAC of idempotency keys, bodies and cursors. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
