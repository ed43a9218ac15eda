import { heartbeats } from '#shared/domain/outbox/heartbeat.ts';
import type { Bus } from '#shared/domain/outbox/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';
import { queueOwners } from '#shared/reference/regions.ts';

export type HeartbeatDeps = {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly newMessageId: NewMessageId;
  readonly log: Log;
};

/** The bus takes this many messages at once. */
const BATCH = 10;

/** A sign of life on every regional queue: a region that misses it knows that silence is not the absence of cases. */
export const createHandler = (deps: HeartbeatDeps) => {
  const beat = async (): Promise<{ published: number }> => {
    const messages = heartbeats(queueOwners, deps.newMessageId, deps.clock());
    for (let start = 0; start < messages.length; start += BATCH)
      await deps.bus.publish(messages.slice(start, start + BATCH));
    return { published: messages.length };
  };
  return scheduleDoor('heartbeat', beat, deps.log);
};
