import type { SealStore } from '#shared/domain/audit/ports.ts';
import type { Covered, Hash } from '#shared/domain/audit/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Park } from '#shared/edge/stream.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the sealer works with. */
export type SealDeps = {
  readonly store: SealStore;
  readonly hash: Hash;
  /** A new item as the sealer takes it; `undefined`: no entry. */
  readonly covered: (item: Readonly<Record<string, unknown>>, takenAt: Date) => Covered | undefined;
  readonly clock: Clock;
  readonly park: Park;
  readonly log: Log;
};
