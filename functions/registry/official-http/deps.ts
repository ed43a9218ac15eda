import type { AuditLog } from '#shared/domain/audit/types.ts';
import type {
  NameSearch,
  RegistryReader,
  RegistryStore,
  TimelineContribution,
  TimelineReader,
} from '#shared/domain/registry/ports.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId, NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type RegistryDeps = {
  readonly registry: RegistryReader;
  readonly names: NameSearch;
  readonly store: RegistryStore;
  /** The registry's own lines. */
  readonly timeline: TimelineReader;
  /** What other capabilities know of a person. */
  readonly contributions: readonly TimelineContribution[];
  readonly audit: AuditLog;
  readonly policyAt: (now: Date) => RegistryPolicy;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newMessageId: NewMessageId;
  /** Keyed MAC of idempotency keys, bodies, cursors, and of what was searched for. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
