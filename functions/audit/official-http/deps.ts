import type { AuditReader, VerificationStore } from '#shared/domain/audit/ports.ts';
import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type AuditDeps = {
  readonly reader: AuditReader;
  readonly verifications: Pick<VerificationStore, 'start' | 'findMark' | 'find' | 'verdict'>;
  readonly audit: AuditLog;
  readonly newId: NewId;
  readonly clock: Clock;
  /** Keyed MAC of cursors and idempotency marks. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
