import { createHmac } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/identity/official-http/door.ts';
import type { PersonChange } from '#shared/domain/registry/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { eventOf, idOf, memoryRegistry } from '../work-orders/casework-world.ts';

const nothing = async () => undefined;
const mac = async (text: string) => createHmac('sha256', 'mac').update(text).digest('base64url');

/** The door, at a moment of the clock, with what it recorded. */
const doorAt = (now: string) => {
  const recorded: PersonChange[] = [];
  let drawn = 0;
  const draw = () => {
    drawn += 1;
    return idOf(drawn);
  };
  const handler = createHandler({
    store: {
      find: nothing,
      list: async () => ({ items: [] }),
      decide: async () => 'saved',
      reopen: async () => 'saved',
      findHousehold: nothing,
      create: async ({ change }) => {
        recorded.push(change);
        return 'saved';
      },
      link: async () => 'saved',
      findMark: nothing,
    },
    finder: { idOf: async () => 'd', propose: async () => 'new' },
    registry: memoryRegistry(new Map()),
    audit: { append: nothing },
    policy: () => policyFor('2026-11-24').registry,
    clock: () => new Date(now),
    newId: draw,
    newMessageId: draw,
    macs: { idempotency: mac, cursor: mac },
    log: { info: () => undefined, error: () => undefined },
  });
  const record = async (birthYear: number) => {
    const body = { name: '小宝', regionCode: '330102001', birthYear, source: 'visit' };
    const call = { method: 'POST', body, headers: { 'idempotency-key': `year-${birthYear}-of-birth` } } as const;
    const answer = await handler(eventOf('/v1/people', call), {} as Context);
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? '') };
  };
  return { record, recorded };
};

describe('somebody without a number', () => {
  it('was born this year at the latest', async () => {
    const { record, recorded } = doorAt('2026-12-31T15:59:00.000Z');
    const { status, body } = await record(2027);
    expect([status, body.errors]).toMatchObject([400, [{ path: '/birthYear', code: 'day-in-future' }]]);
    expect((await record(2026)).status).toBe(201);
    expect(recorded.map(({ person }) => person.birthYear)).toEqual([2026]);
  });

  it('is of the new year as soon as it has begun in Shanghai', async () => {
    expect((await doorAt('2026-12-31T16:00:00.000Z').record(2027)).status).toBe(201);
  });
});
