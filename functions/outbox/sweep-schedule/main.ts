import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { outboxStore } from '#shared/adapters/dynamodb/outbox-store.ts';
import { eventBus } from '#shared/adapters/eventbridge/bus.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { BUS_NAME, OUTBOX_TABLES } = env.parse(process.env);

export const handler = createHandler({
  bus: eventBus(new EventBridgeClient(), BUS_NAME),
  outbox: outboxStore(documentClient(), OUTBOX_TABLES.split(',')),
  clock: () => new Date(),
  log: createLog('outbox/sweep-schedule'),
});
