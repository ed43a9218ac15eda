import type { ChainReader, VerificationStore } from '#shared/domain/audit/ports.ts';
import type { ChainPolicy, Hash } from '#shared/domain/audit/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Park } from '#shared/edge/stream.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the verifier works with. */
export type VerifyDeps = {
  readonly chain: ChainReader;
  readonly store: Pick<VerificationStore, 'find' | 'verdict' | 'pause' | 'finish'>;
  readonly hash: Hash;
  readonly policyAt: (now: Date) => ChainPolicy;
  /** How long one run goes on before it hands over to the next, in milliseconds. */
  readonly runMs: number;
  readonly clock: Clock;
  readonly park: Park;
  readonly log: Log;
};
