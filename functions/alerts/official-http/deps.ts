import type { AlertStore } from '#shared/domain/alerts/ports.ts';
import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

type Mac = (text: string) => Promise<string>;

/** What the routes of this door work with. */
export type AlertDeps = {
  readonly store: AlertStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly newMessageId: NewMessageId;
  /** Keyed MACs: of idempotency keys and bodies, and of cursors. */
  readonly macs: { readonly idempotency: Mac; readonly cursor: Mac };
  readonly log: Log;
};
