import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { sourceBatches } from '#shared/adapters/dynamodb/sources-batches.ts';
import { sourceParts } from '#shared/adapters/dynamodb/sources-parts.ts';
import { feedFiles, s3Client } from '#shared/adapters/s3/feed-files.ts';
import { sourceWork } from '#shared/adapters/sqs/source-work.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();

export const handler = createHandler({
  batches: sourceBatches(client, { feeds: vars.FEEDS_TABLE, cases: vars.CASES_TABLE }),
  parts: sourceParts(client, vars.FEEDS_TABLE),
  files: feedFiles({ client: s3Client(), bucket: vars.FILES_BUCKET }),
  work: sourceWork(new SQSClient(), { verify: vars.FILES_QUEUE_URL, apply: vars.CHUNKS_QUEUE_URL }),
  clock: () => new Date(),
  log: createLog('sources/resume-batches-schedule'),
});
