import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceRegistry } from '#shared/adapters/dynamodb/source-registry.ts';
import { sourceBatches, sourceSequences } from '#shared/adapters/dynamodb/sources-batches.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { s3Client } from '#shared/adapters/s3/feed-files.ts';
import { fileLinks } from '#shared/adapters/s3/feed-links.ts';
import { sourceWork } from '#shared/adapters/sqs/source-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();
const officials = secretKeys(new SecretsManagerClient(), vars.OFFICIALS_SECRET);
const {
  book,
  people,
  mac: factMac,
} = sourceRegistry({
  client,
  tables: { feeds: vars.FEEDS_TABLE, registry: vars.REGISTRY_TABLE },
  identitySecret: vars.IDENTITY_SECRET,
  fieldsKey: vars.FIELDS_KEY,
});
const tables = { feeds: vars.FEEDS_TABLE, cases: vars.CASES_TABLE };
const clock = () => new Date();

export const handler = createHandler({
  book,
  people,
  factMac,
  batches: sourceBatches(client, tables),
  sequences: sourceSequences(client, tables),
  links: fileLinks(s3Client(), vars.FILES_BUCKET, clock),
  work: sourceWork(new SQSClient(), { verify: vars.FILES_QUEUE_URL, apply: vars.CHUNKS_QUEUE_URL }),
  policyAt: (now) => policyFor(shanghaiDay(now)).registry,
  clock,
  newId,
  newMessageId,
  mac: idempotencyMac(officials),
  log: createLog('sources/official-http'),
});
