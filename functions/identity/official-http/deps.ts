import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { DuplicateFinder, IdentityStore } from '#shared/domain/identity/ports.ts';
import type { RegistryReader } from '#shared/domain/registry/ports.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId, NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

type Mac = (text: string) => Promise<string>;

/** What the routes of this door work with. */
export type IdentityDeps = {
  readonly store: IdentityStore;
  readonly finder: Pick<DuplicateFinder, 'idOf' | 'propose'>;
  readonly registry: RegistryReader;
  readonly audit: AuditLog;
  readonly policy: (now: Date) => RegistryPolicy;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newMessageId: NewMessageId;
  /** Keyed MACs: of idempotency keys and bodies, and of cursors. */
  readonly macs: { readonly idempotency: Mac; readonly cursor: Mac };
  readonly log: Log;
};
