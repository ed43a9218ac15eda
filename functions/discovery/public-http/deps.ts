import type { IntakeStore, ProofDesk, QuotaCounter } from '#shared/domain/discovery/ports.ts';
import type { DiscoveryIds, DiscoveryPolicy } from '#shared/domain/discovery/types.ts';
import type { PlacementFinder } from '#shared/domain/placements/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type DiscoveryDeps = {
  readonly store: IntakeStore;
  readonly quotas: QuotaCounter;
  readonly placements: PlacementFinder;
  /** Reports an hour (policy data): past the soft figures with a proof of work. */
  readonly quotasAt: (
    now: Date,
  ) => Readonly<Record<'perAddress' | 'perPlacement' | 'softPerAddress' | 'softPerPlacement', number>>;
  readonly proofs: ProofDesk;
  readonly clock: Clock;
  readonly newIds: () => DiscoveryIds;
  readonly policyAt: (now: Date) => DiscoveryPolicy;
  /** Keyed MAC of idempotency keys, bodies and what quotas count. */
  readonly mac: (text: string) => Promise<string>;
  readonly tracking: {
    readonly secretOf: (trackingCode: string) => Promise<string>;
    readonly matches: (trackingCode: string, secret: string) => Promise<boolean>;
  };
  readonly log: Log;
};
