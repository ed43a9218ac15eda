import type { Bus, Outbox, Waiting } from '#shared/domain/outbox/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import type { Clock } from '#shared/kernel/time.ts';

export type SweepDeps = { readonly bus: Bus; readonly outbox: Outbox; readonly clock: Clock; readonly log: Log };

/** The relay gets this long before the sweep takes a message for forgotten. */
const GRACE_MS = 10_000;
const BATCH = 10;

const publish = async (batch: readonly Waiting[], { bus, outbox }: SweepDeps): Promise<void> => {
  await bus.publish(batch.map(({ message }) => message));
  await Promise.all(batch.map((item) => outbox.forget(item)));
};

/** Each by itself what did not go together: how many went. One that never will must not keep its neighbours. */
const publishApart = async (batch: readonly Waiting[], deps: SweepDeps): Promise<number> => {
  const outcomes = await Promise.allSettled(batch.map((item) => publish([item], deps)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  // Nothing goes at all: the bus is not there, and whoever comes after waits for the next time.
  if (refused.length === batch.length) throw refused[0]?.reason;
  return batch.length - refused.length;
};

/** Publishes what is still in the outbox: a stream that lost records, a relay that was away. */
export const createHandler = (deps: SweepDeps) => {
  const sweep = async (): Promise<{ published: number }> => {
    const waiting = await deps.outbox.waitingSince(new Date(deps.clock().getTime() - GRACE_MS), 100);
    let published = 0;
    for (let start = 0; start < waiting.length; start += BATCH) {
      const batch = waiting.slice(start, start + BATCH);
      const [together] = await Promise.allSettled([publish(batch, deps)]);
      published += together.status === 'fulfilled' ? batch.length : await publishApart(batch, deps);
    }
    if (published < waiting.length) throw new Error(`the bus did not take ${waiting.length - published} messages`);
    return { published };
  };
  return scheduleDoor('outbox-sweep', sweep, deps.log);
};
