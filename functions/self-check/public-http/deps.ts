import type { SelfCheckPolicy } from '#shared/domain/self-check/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the self-check is given: the policy of the day and a clock, and nothing to store in. */
export type SelfCheckDeps = {
  readonly policyAt: (now: Date) => SelfCheckPolicy;
  readonly clock: Clock;
  readonly log: Log;
};
