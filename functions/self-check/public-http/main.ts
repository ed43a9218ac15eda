import { createLog } from '#shared/edge/observability.ts';
import { selfCheckPolicy } from '#shared/policy/self-check.ts';
import { createHandler } from './door.ts';

export const handler = createHandler({
  policyAt: selfCheckPolicy,
  clock: () => new Date(),
  log: createLog('self-check/public-http'),
});
