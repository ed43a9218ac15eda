import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceWatch } from '#shared/adapters/dynamodb/sources-batches.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { FEEDS_TABLE, CASES_TABLE } = env.parse(process.env);

export const handler = createHandler({
  watch: sourceWatch(documentClient(), { feeds: FEEDS_TABLE, cases: CASES_TABLE }),
  policyAt: (now) => policyFor(shanghaiDay(now)).lists,
  clock: () => new Date(),
  newMessageId,
  log: createLog('sources/watch-lists-schedule'),
});
