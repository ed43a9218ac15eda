import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { factMac } from '#shared/adapters/crypto/fact-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceClaims, sourceIndex } from '#shared/adapters/dynamodb/sources.ts';
import { sourceBatches } from '#shared/adapters/dynamodb/sources-batches.ts';
import { sourceParts } from '#shared/adapters/dynamodb/sources-parts.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { feedFiles, s3Client } from '#shared/adapters/s3/feed-files.ts';
import { sourceWork } from '#shared/adapters/sqs/source-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();
const keys = secretKeys(new SecretsManagerClient(), vars.IDENTITY_SECRET);

export const handler = createHandler({
  batches: sourceBatches(client, { feeds: vars.FEEDS_TABLE, cases: vars.CASES_TABLE }),
  parts: sourceParts(client, vars.FEEDS_TABLE),
  files: feedFiles({ client: s3Client(), bucket: vars.FILES_BUCKET }),
  book: { claims: sourceClaims(client, vars.FEEDS_TABLE) },
  index: sourceIndex(client, vars.FEEDS_TABLE),
  work: sourceWork(new SQSClient(), { verify: vars.FILES_QUEUE_URL, apply: vars.CHUNKS_QUEUE_URL }),
  limitsAt: (now) => policyFor(shanghaiDay(now)).breaker,
  mac: factMac(keys),
  clock: () => new Date(),
  newMessageId,
  log: createLog('sources/verify-batch-queue'),
});
