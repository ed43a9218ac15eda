import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { MESSAGE_SOURCE } from '#shared/contracts/messages.ts';
import type { Bus } from '#shared/domain/outbox/ports.ts';

/** The event bus. PutEvents answers 200 when it took only a part: what it did not take is a fault, and tried again. */
export const eventBus = (client: EventBridgeClient, busName: string): Bus => ({
  publish: async (messages) => {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: messages.map((message) => ({
          EventBusName: busName,
          Source: MESSAGE_SOURCE,
          DetailType: message.type,
          Time: new Date(message.occurredAt),
          Detail: JSON.stringify(message),
        })),
      }),
    );
    if ((answer.FailedEntryCount ?? 0) > 0) throw new Error(`the bus did not take ${answer.FailedEntryCount} messages`);
  },
});
