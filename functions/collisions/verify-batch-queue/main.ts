import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { batchStore } from '#shared/adapters/dynamodb/feeds.ts';
import { chunkStore } from '#shared/adapters/dynamodb/feeds-chunks.ts';
import { registryMatcher } from '#shared/adapters/dynamodb/registry.ts';
import { feedFiles, s3Client } from '#shared/adapters/s3/feed-files.ts';
import { batchWork } from '#shared/adapters/sqs/batch-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();
const tokens = idKeys(secretKeys(new SecretsManagerClient(), vars.IDENTITY_SECRET));

export const handler = createHandler({
  batches: batchStore(client, vars.FEEDS_TABLE),
  chunks: chunkStore(client, vars.FEEDS_TABLE),
  files: feedFiles({ client: s3Client(), bucket: vars.FILES_BUCKET }),
  work: batchWork(new SQSClient(), { collide: vars.CHUNKS_QUEUE_URL }),
  matcher: registryMatcher(client, vars.REGISTRY_TABLE, tokens),
  limitsAt: (now) => policyFor(shanghaiDay(now)).breaker,
  clock: () => new Date(),
  log: createLog('collisions/verify-batch-queue'),
});
