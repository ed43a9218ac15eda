import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { dueBook } from '#shared/adapters/dynamodb/registry-due.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { REGISTRY_TABLE } = env.parse(process.env);

export const handler = createHandler({
  book: dueBook(documentClient(), REGISTRY_TABLE),
  policyAt: (now) => policyFor(shanghaiDay(now)).registry,
  clock: () => new Date(),
  newMessageId,
  log: createLog('registry/rederive-schedule'),
});
