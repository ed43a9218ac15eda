import type { AuditReader } from '#shared/domain/audit/ports.ts';
import type { AuditLog } from '#shared/domain/audit/types.ts';
import type { IntakeStore } from '#shared/domain/discovery/ports.ts';
import type { DiscoveryIds, DiscoveryPolicy } from '#shared/domain/discovery/types.ts';
import type { RegistryMatcher, RegistryReader, TimelineReader } from '#shared/domain/registry/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type CitizenDeps = {
  readonly registry: Pick<RegistryReader, 'findByIdNumber'>;
  readonly households: Pick<RegistryMatcher, 'findHousehold'>;
  readonly timeline: TimelineReader;
  /** Work orders that are known to be about the person, newest first. */
  readonly linkedOrders: (personId: string) => Promise<readonly string[]>;
  readonly reader: AuditReader;
  readonly audit: AuditLog;
  readonly intake: Pick<IntakeStore, 'submit' | 'findMark'>;
  readonly policyAt: (now: Date) => DiscoveryPolicy;
  readonly newIds: () => DiscoveryIds;
  readonly trackingSecretOf: (trackingCode: string) => Promise<string>;
  /** Keyed MAC of cursors, idempotency marks and of numbers that are not in the registry. */
  readonly mac: (text: string) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
};
