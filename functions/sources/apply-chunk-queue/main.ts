import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceRegistry } from '#shared/adapters/dynamodb/source-registry.ts';
import { sourceBatches } from '#shared/adapters/dynamodb/sources-batches.ts';
import { sourceParts } from '#shared/adapters/dynamodb/sources-parts.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { feedFiles, s3Client } from '#shared/adapters/s3/feed-files.ts';
import { sourceWork } from '#shared/adapters/sqs/source-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();

export const handler = createHandler({
  ...sourceRegistry({
    client,
    tables: { feeds: vars.FEEDS_TABLE, registry: vars.REGISTRY_TABLE },
    identitySecret: vars.IDENTITY_SECRET,
    fieldsKey: vars.FIELDS_KEY,
  }),
  batches: sourceBatches(client, { feeds: vars.FEEDS_TABLE, cases: vars.CASES_TABLE }),
  parts: sourceParts(client, vars.FEEDS_TABLE),
  files: feedFiles({ client: s3Client(), bucket: vars.FILES_BUCKET }),
  work: sourceWork(new SQSClient(), { apply: vars.CHUNKS_QUEUE_URL }),
  policyAt: (now) => policyFor(shanghaiDay(now)).registry,
  clock: () => new Date(),
  newId,
  newMessageId,
  log: createLog('sources/apply-chunk-queue'),
});
