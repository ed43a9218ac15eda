import { message } from '#shared/contracts/messages.ts';
import type { Bus, Outbox } from '#shared/domain/outbox/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { type Change, type Park, streamDoor, UnreadableRecord } from '#shared/edge/stream.ts';

export type RelayDeps = { readonly bus: Bus; readonly outbox: Outbox; readonly park: Park; readonly log: Log };

const relay = async (change: Change, deps: RelayDeps): Promise<void> => {
  if (change.kind !== 'INSERT' || !String(change.keys['pk']).startsWith('OUT#')) return;
  const parsed = message.safeParse(change.newImage?.['message']);
  if (!parsed.success) throw new UnreadableRecord('an outbox item that is no message');
  await deps.bus.publish([parsed.data]);
  await deps.outbox.forget({ table: change.table, message: parsed.data });
};

/**
 * The one way out: a message that a change left in the outbox goes to the bus, then its item goes. Killed in between, it
 * is published a second time, under the same id and version.
 */
export const createHandler = (deps: RelayDeps) => streamDoor((change) => relay(change, deps), deps.park, deps.log);
