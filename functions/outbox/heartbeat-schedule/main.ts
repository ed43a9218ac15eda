import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBus } from '#shared/adapters/eventbridge/bus.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { BUS_NAME } = env.parse(process.env);

export const handler = createHandler({
  bus: eventBus(new EventBridgeClient(), BUS_NAME),
  clock: () => new Date(),
  newMessageId,
  log: createLog('outbox/heartbeat-schedule'),
});
