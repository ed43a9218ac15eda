import type { SelfCheckPolicy } from '#shared/domain/self-check/types.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { countyFigures, policyFor } from './policy.ts';

/** What the self-check rests on at an instant. */
export const selfCheckPolicy = (now: Date): SelfCheckPolicy => {
  const policy = policyFor(shanghaiDay(now));
  const figuresOf = (regionCode: string) => countyFigures(policy, regionCode);
  return { version: policy.version, ...policy.selfCheck, figuresOf };
};
