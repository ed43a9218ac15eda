import type { Bus, Outbox } from '#shared/domain/outbox/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import type { Clock } from '#shared/kernel/time.ts';

export type SweepDeps = { readonly bus: Bus; readonly outbox: Outbox; readonly clock: Clock; readonly log: Log };

/** The relay gets this long before the sweep takes a message for forgotten. */
const GRACE_MS = 10_000;
const BATCH = 10;

/** Publishes what is still in the outbox: a stream that lost records, a relay that was away. */
export const createHandler = (deps: SweepDeps) => {
  const sweep = async (): Promise<{ published: number }> => {
    const waiting = await deps.outbox.waitingSince(new Date(deps.clock().getTime() - GRACE_MS), 100);
    for (let start = 0; start < waiting.length; start += BATCH) {
      const batch = waiting.slice(start, start + BATCH);
      await deps.bus.publish(batch.map(({ message }) => message));
      await Promise.all(batch.map((item) => deps.outbox.forget(item)));
    }
    return { published: waiting.length };
  };
  return scheduleDoor('outbox-sweep', sweep, deps.log);
};
