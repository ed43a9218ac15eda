import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { contributionStores } from '#shared/adapters/dynamodb/statistics-generations.ts';
import { parkingQueue } from '#shared/adapters/sqs/parking.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { STATISTICS_TABLE, PARKING_QUEUE_URL } = env.parse(process.env);

export const handler = createHandler({
  stores: contributionStores(documentClient(), STATISTICS_TABLE),
  park: parkingQueue(new SQSClient(), PARKING_QUEUE_URL),
  log: createLog('statistics/project-views-stream'),
});
