import { expect, it } from 'vitest';
import { createHandler } from '#functions/work-orders/escalate-schedule/door.ts';
import type { EscalationStore } from '#shared/domain/work-orders/ports.ts';
import type { Escalation, WorkOrder } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { anOrder, idOf } from './casework-world.ts';

/** Due at the end of Tuesday 2026-12-01. */
const openWorld = (...orders: readonly WorkOrder[]) => {
  const kept = new Map(orders.map((order) => [order.workOrderId, order]));
  const told: Escalation[] = [];
  const lines: object[] = [];
  let fails: string | undefined;
  let unread: string | undefined;
  const spoilt = new Map<string, string>();
  const store: EscalationStore = {
    overdue: async ({ regionCode, now }) => {
      if (regionCode === unread) throw new Error('the index is away');
      return {
        orders: [...kept.values()].filter((one) => one.regionCode.slice(0, 6) === regionCode && one.dueAt < now),
        unreadable: [...spoilt].flatMap(([region, id]) => (region === regionCode ? [id] : [])),
      };
    },
    save: async (escalation) => {
      if (escalation.order.workOrderId === fails) throw new Error('the table is away');
      if (kept.get(escalation.order.workOrderId)?.version !== escalation.order.version - 1) return 'stale';
      kept.set(escalation.order.workOrderId, escalation.order);
      told.push(escalation);
      return 'saved';
    },
  };
  let drawn = 0;
  const runAt = (at: string) =>
    createHandler({
      store,
      policyAt: () => policyFor('2026-11-24'),
      clock: () => new Date(at),
      newMessageId: () => {
        drawn += 1;
        return `M${drawn}`;
      },
      log: { info: (_, fields = {}) => void lines.push(fields), error: () => undefined },
    })();
  const levels = () => told.map(({ message }) => message.data['level']);
  const breakFor = (id: string) => {
    fails = id;
  };
  const breakIn = (regionCode: string) => {
    unread = regionCode;
  };
  const spoil = (regionCode: string, id: string) => void spoilt.set(regionCode, id);
  return { runAt, told, levels, lines, kept, breakFor, breakIn, spoil };
};

it('county, prefecture and province are told a working day apart, each once', async () => {
  const world = openWorld(anOrder(1).order);
  const expected: readonly (readonly [string, readonly string[]])[] = [
    ['2026-12-01T15:59:59.999Z', []],
    ['2026-12-01T16:00:00.000Z', ['county']],
    ['2026-12-02T15:59:00.000Z', ['county']],
    ['2026-12-02T16:15:00.000Z', ['county', 'prefecture']],
    ['2026-12-03T16:00:00.000Z', ['county', 'prefecture', 'province']],
    ['2026-12-20T16:00:00.000Z', ['county', 'prefecture', 'province']],
  ];
  for (const [at, levels] of expected) {
    await Promise.all([world.runAt(at), world.runAt(at)]);
    expect([at, world.levels()]).toEqual([at, levels]);
  }
  expect(world.kept.get(idOf(1))).toMatchObject({ escalation: { level: 'province' }, version: 4 });
});

it('a weekend is no working day: an order due on Friday goes to the prefecture on Tuesday', async () => {
  const world = openWorld({ ...anOrder(1).order, dueAt: '2026-11-27T15:59:59.999Z' });
  await world.runAt('2026-11-29T02:00:00.000Z');
  await world.runAt('2026-11-30T15:00:00.000Z');
  expect(world.levels()).toEqual(['county']);
  await world.runAt('2026-11-30T16:00:00.000Z');
  expect(world.levels()).toEqual(['county', 'prefecture']);
});

it('what lies with a prefecture has no county above it', async () => {
  const world = openWorld({ ...anOrder(1).order, regionCode: '330100' });
  await world.runAt('2026-12-20T16:00:00.000Z');
  expect(world.levels()).toEqual(['prefecture', 'province']);
});

it('one that cannot be written does not keep the others, and the run counts as failed', async () => {
  const world = openWorld(anOrder(1).order, anOrder(2).order);
  world.breakFor(idOf(1));
  await expect(world.runAt('2026-12-01T16:00:00.000Z')).rejects.toThrow();
  expect(world.told.map(({ order }) => order.workOrderId)).toEqual([idOf(2)]);
});

it('a region that cannot be read does not keep those after it, and the run counts as failed', async () => {
  const world = openWorld(anOrder(1).order, anOrder(2, { regionCode: '331122' }).order);
  world.breakIn('330102');
  await expect(world.runAt('2026-12-01T16:00:00.000Z')).rejects.toThrow();
  expect(world.told.map(({ order }) => order.workOrderId)).toEqual([idOf(2)]);
});

it('one that cannot be read does not keep the others, and the run counts as failed', async () => {
  const world = openWorld(anOrder(1).order);
  world.spoil('330102', idOf(7));
  await expect(world.runAt('2026-12-01T16:00:00.000Z')).rejects.toThrow();
  expect(world.told.map(({ order }) => order.workOrderId)).toEqual([idOf(1)]);
});

it('carries full state and nobody in its message', async () => {
  const world = openWorld(anOrder(1).order);
  await world.runAt('2026-12-01T16:00:00.000Z');
  const [escalation] = world.told;
  expect(escalation?.message).toMatchObject({
    type: 'work-order.escalated',
    regionCode: '330102001',
    version: 2,
    data: { state: 'issued', level: 'county', urgency: 'normal' },
  });
  expect(world.lines).toEqual([expect.objectContaining({ overdue: 1, told: 1, failed: 0 })]);
});
