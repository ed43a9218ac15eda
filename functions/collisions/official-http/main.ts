import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { batchStore, sequenceStore } from '#shared/adapters/dynamodb/feeds.ts';
import { newId } from '#shared/adapters/random.ts';
import { s3Client } from '#shared/adapters/s3/feed-files.ts';
import { fileLinks } from '#shared/adapters/s3/feed-links.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { FEEDS_TABLE, CASES_TABLE, FILES_BUCKET, OFFICIALS_SECRET } = env.parse(process.env);
const client = documentClient();
const keys = secretKeys(new SecretsManagerClient(), OFFICIALS_SECRET);
const clock = () => new Date();

export const handler = createHandler({
  batches: batchStore(client, FEEDS_TABLE),
  sequences: sequenceStore(client, { feeds: FEEDS_TABLE, cases: CASES_TABLE }),
  links: fileLinks(s3Client(), FILES_BUCKET, clock),
  clock,
  newId,
  mac: idempotencyMac(keys),
  log: createLog('collisions/official-http'),
});
