import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { batchStore } from '#shared/adapters/dynamodb/feeds.ts';
import { chunkStore } from '#shared/adapters/dynamodb/feeds-chunks.ts';
import { feedFiles, s3Client } from '#shared/adapters/s3/feed-files.ts';
import { batchWork } from '#shared/adapters/sqs/batch-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { FEEDS_TABLE, FILES_BUCKET, FILES_QUEUE_URL, CHUNKS_QUEUE_URL } = env.parse(process.env);
const client = documentClient();

export const handler = createHandler({
  batches: batchStore(client, FEEDS_TABLE),
  chunks: chunkStore(client, FEEDS_TABLE),
  files: feedFiles({ client: s3Client(), bucket: FILES_BUCKET }),
  work: batchWork(new SQSClient(), { verify: FILES_QUEUE_URL, collide: CHUNKS_QUEUE_URL }),
  clock: () => new Date(),
  log: createLog('collisions/resume-batches-schedule'),
});
