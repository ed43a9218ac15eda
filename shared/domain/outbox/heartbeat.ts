import type { NewMessageId } from '#shared/kernel/ids.ts';
import type { Message } from './types.ts';

const MINUTE_MS = 60_000;

/** One heartbeat a queue, by the region that owns it; its version is the minute, so that an older one is known as such. */
export const heartbeats = (owners: readonly string[], newMessageId: NewMessageId, now: Date): Message[] =>
  owners.map((regionCode) => ({
    id: newMessageId(),
    type: 'heartbeat',
    schemaVersion: 1,
    occurredAt: now.toISOString(),
    regionCode,
    subject: { kind: 'queue', id: regionCode },
    version: Math.floor(now.getTime() / MINUTE_MS),
    data: { sentBy: 'low-income-net' },
  }));
