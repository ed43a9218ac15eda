import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { escalationStore } from '#shared/adapters/dynamodb/work-order-escalation.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { CASES_TABLE } = env.parse(process.env);

export const handler = createHandler({
  store: escalationStore(documentClient(), CASES_TABLE),
  policyAt: (now) => policyFor(shanghaiDay(now)),
  clock: () => new Date(),
  newMessageId,
  log: createLog('work-orders/escalate-schedule'),
});
