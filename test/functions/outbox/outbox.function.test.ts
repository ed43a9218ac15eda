import { describe, expect, it } from 'vitest';
import { createHandler as createHeartbeat } from '#functions/outbox/heartbeat-schedule/door.ts';
import { createHandler as createRelay } from '#functions/outbox/relay-stream/door.ts';
import { createHandler as createSweep } from '#functions/outbox/sweep-schedule/door.ts';
import { envelope } from '#shared/contracts/messages.ts';
import { heartbeats } from '#shared/domain/outbox/heartbeat.ts';
import type { Waiting } from '#shared/domain/outbox/ports.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import { queueOwners } from '#shared/reference/regions.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const log = { info: () => undefined, error: () => undefined };
const messageOf = (id: string): Message => ({ ...heartbeats(['330100'], () => id, NOW)[0], id }) as Message;

/** A bus and an outbox in memory; the bus takes nothing while it is down. */
const house = (waiting: Waiting[] = []) => {
  const state = { published: [] as string[], forgotten: [] as string[], parked: [] as string[], down: false };
  return {
    state,
    bus: {
      publish: async (messages: readonly Message[]) => {
        if (state.down) throw new Error('the bus did not take 1 messages');
        state.published.push(...messages.map(({ id }) => id));
      },
    },
    outbox: {
      forget: async ({ message }: Waiting) => void state.forgotten.push(message.id),
      waitingSince: async (before: Date) => waiting.filter(({ message }) => new Date(message.occurredAt) < before),
    },
    park: async ({ sequenceNumber }: { sequenceNumber: string }) => void state.parked.push(sequenceNumber),
    clock: () => NOW,
    log,
  };
};

const attribute = (value: unknown): object => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  return { M: Object.fromEntries(Object.entries(value ?? {}).map(([name, part]) => [name, attribute(part)])) };
};
const record = (eventName: string, pk: string, item: object) => ({
  eventID: pk,
  eventName,
  eventSourceARN: 'arn:aws:dynamodb:us-east-1:1:table/cases/stream/1',
  dynamodb: {
    SequenceNumber: `n-${pk}`,
    Keys: { pk: { S: pk }, sk: { S: 'x' } },
    NewImage: Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)])),
  },
});

describe('the relay', () => {
  it('publishes what is new in an outbox and then forgets it; nothing else of a table', async () => {
    const parts = house();
    const Records = [
      record('INSERT', 'OUT#1', { message: messageOf('a') }),
      record('INSERT', 'WORK-ORDER#1', { state: 'issued' }),
      record('REMOVE', 'OUT#1', { message: messageOf('b') }),
    ];
    await createRelay(parts)({ Records } as never);
    expect(parts.state).toMatchObject({ published: ['a'], forgotten: ['a'], parked: [] });
  });

  it('keeps a message that the bus did not take, and comes again', async () => {
    const parts = house();
    parts.state.down = true;
    const Records = [record('INSERT', 'OUT#1', { message: messageOf('a') })];
    await expect(createRelay(parts)({ Records } as never)).rejects.toThrow();
    expect(parts.state.forgotten).toEqual([]);
  });

  it('parks what is no message by its number', async () => {
    const parts = house();
    const Records = [
      record('INSERT', 'OUT#1', { message: { id: 'x' } }),
      record('INSERT', 'OUT#2', { message: messageOf('b') }),
    ];
    await createRelay(parts)({ Records } as never);
    expect(parts.state).toMatchObject({ published: ['b'], parked: ['n-OUT#1'] });
  });
});

describe('the sweep', () => {
  const waiting = (id: string, secondsAgo: number): Waiting => ({
    table: 'cases',
    message: { ...messageOf(id), occurredAt: new Date(NOW.getTime() - secondsAgo * 1000).toISOString() },
  });

  it('publishes what the relay left behind and leaves it what is fresh', async () => {
    const parts = house([waiting('old', 60), waiting('fresh', 2)]);
    await createSweep(parts)();
    expect(parts.state).toMatchObject({ published: ['old'], forgotten: ['old'] });
  });

  it('forgets nothing that the bus did not take', async () => {
    const parts = house([waiting('old', 60)]);
    parts.state.down = true;
    await expect(createSweep(parts)()).rejects.toThrow();
    expect(parts.state.forgotten).toEqual([]);
  });

  it('does not keep others for one that the bus will never take, and fails, so that the alarm sees that one', async () => {
    const names = ['never', ...Array.from({ length: 14 }, (_, index) => `m${index}`)];
    const parts = house(names.map((name) => waiting(name, 60)));
    const taken = parts.bus.publish;
    parts.bus.publish = async (messages) => {
      if (messages.some(({ id }) => id === 'never')) throw new Error('the bus did not take 1 messages');
      await taken(messages);
    };
    await expect(createSweep(parts)()).rejects.toThrow();
    expect(parts.state.forgotten.toSorted()).toEqual(names.slice(1).toSorted());
    expect(parts.state.published).toHaveLength(14);
  });

  it('tries no further while the bus takes nothing at all', async () => {
    const parts = house(Array.from({ length: 40 }, (_, index) => waiting(`m${index}`, 60)));
    let tries = 0;
    parts.bus.publish = async () => {
      tries += 1;
      throw new Error('the bus is not there');
    };
    await expect(createSweep(parts)()).rejects.toThrow();
    expect(tries).toBeLessThanOrEqual(11);
  });
});

describe('the heartbeat', () => {
  it('comes once to each of the 12 queues, in the published form', async () => {
    const parts = house();
    const ids = Array.from({ length: 12 }, (_, index) => `h${index}`);
    await createHeartbeat({ ...parts, newMessageId: () => ids.pop() ?? 'none left' })();
    expect(new Set(parts.state.published).size).toBe(12);
    const detail = heartbeats(queueOwners, () => 'h', NOW)[0];
    const body = {
      version: '0',
      id: 'e',
      'detail-type': 'heartbeat',
      source: 'low-income-net',
      account: '1',
      time: 't',
      region: 'r',
      resources: [],
      detail,
    };
    expect(envelope.safeParse(body).success).toBe(true);
  });
});
