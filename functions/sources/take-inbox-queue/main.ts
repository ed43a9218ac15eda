import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceRegistry } from '#shared/adapters/dynamodb/source-registry.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);

export const handler = createHandler({
  ...sourceRegistry({
    client: documentClient(),
    tables: { feeds: vars.FEEDS_TABLE, registry: vars.REGISTRY_TABLE },
    identitySecret: vars.IDENTITY_SECRET,
    fieldsKey: vars.FIELDS_KEY,
  }),
  policyAt: (now) => policyFor(shanghaiDay(now)).registry,
  clock: () => new Date(),
  newId,
  newMessageId,
  log: createLog('sources/take-inbox-queue'),
});
