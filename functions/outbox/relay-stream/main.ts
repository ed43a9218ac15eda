import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { outboxStore } from '#shared/adapters/dynamodb/outbox-store.ts';
import { eventBus } from '#shared/adapters/eventbridge/bus.ts';
import { parkingQueue } from '#shared/adapters/sqs/parking.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { BUS_NAME, PARKING_QUEUE_URL } = env.parse(process.env);

export const handler = createHandler({
  bus: eventBus(new EventBridgeClient(), BUS_NAME),
  outbox: outboxStore(documentClient(), []),
  park: parkingQueue(new SQSClient(), PARKING_QUEUE_URL),
  log: createLog('outbox/relay-stream'),
});
