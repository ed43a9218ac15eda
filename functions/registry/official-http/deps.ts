import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { RegistryReader } from '#shared/domain/registry/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type RegistryDeps = {
  readonly registry: RegistryReader;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Keyed MAC of cursors and of what was searched for. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
