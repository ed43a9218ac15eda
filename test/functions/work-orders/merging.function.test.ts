import { describe, expect, it } from 'vitest';
import { messages } from '#shared/contracts/messages.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import { mergeWorld, NUMBER, reported } from './merge-world.ts';

const first = reported(1, { idNumber: NUMBER, situations: ['illness'] });
const second = reported(
  2,
  { idNumber: NUMBER, situations: ['schooling', 'illness'], description: '孩子停学了。', address: '人民路 1 号' },
  { urgency: 'urgent', reporter: { relation: 'neighbour', name: '王邻居' } },
);
const ids = (...known: readonly KnownWorkOrder[]) => known.map(({ order }) => order.workOrderId);
const world = (...known: readonly KnownWorkOrder[]) => {
  const made = mergeWorld();
  made.add(...known);
  return made;
};

describe('two reports of one person', () => {
  it('become one case: the older goes on, more urgent and sooner due, with what both have seen', async () => {
    const here = world(first, second);
    expect(await here.issued(...ids(first, second))).toEqual([]);
    expect(here.orderOf(first)).toMatchObject({
      state: 'issued',
      urgency: 'urgent',
      dueAt: second.order.dueAt,
      situations: ['illness', 'schooling'],
      alsoReported: [second.order.trackingCode],
      version: 2,
    });
    expect(here.orderOf(first).timeline.at(-1)).toMatchObject({ kind: 'merged', actor: 'system' });
    expect(here.orderOf(second)).toMatchObject({
      state: 'closed',
      closedBy: 'merged',
      mergedInto: first.order.workOrderId,
    });
    expect(here.orderOf(second).timeline.at(-1)).toMatchObject({ kind: 'merged' });
  });

  it('are several reporters of it: what the second said is kept with the case', async () => {
    const here = world(first, second);
    await here.issued(...ids(first, second));
    const kept = JSON.parse(here.orders.get(first.order.workOrderId)?.subject.otherReports ?? '[]');
    expect(kept).toEqual([
      {
        workOrderId: second.order.workOrderId,
        reportedAt: second.order.createdAt,
        address: '人民路 1 号',
        description: '孩子停学了。',
        reporterRelation: 'neighbour',
        reporterName: '王邻居',
      },
    ]);
  });

  it('tell the region: the one is closed and says where, the other has changed; no name in either', async () => {
    const here = world(first, second);
    await here.issued(...ids(first, second));
    expect(here.sent.map(({ type, version }) => [type, version])).toEqual([
      ['work-order.closed', 2],
      ['work-order.issued', 2],
    ]);
    const [closed, main] = here.sent;
    expect(messages['work-order.closed'].parse(closed)).toEqual(closed);
    expect(messages['work-order.issued'].parse(main)).toEqual(main);
    expect(closed?.data).toMatchObject({ closedBy: 'merged', reason: 'merged', mergedInto: first.order.workOrderId });
    expect(JSON.stringify(here.sent)).not.toMatch(/陈小明|11010519491231002X|王邻居/);
  });

  it('come to the same in the other order, twice, and both at once', async () => {
    for (const arrival of [ids(second, first), ids(first, second, first, second), ids(second, second, first)]) {
      const here = world(first, second);
      await here.issued(...arrival);
      expect(here.orderOf(first)).toMatchObject({ state: 'issued', version: 2 });
      expect(here.orderOf(second)).toMatchObject({ closedBy: 'merged', version: 2 });
    }
    const here = world(first, second);
    await Promise.all([here.issued(...ids(first)), here.issued(...ids(second))]);
    expect(here.open()).toHaveLength(1);
  });

  it('leave the case with whoever is at work on it already, be it the newer', async () => {
    const here = world(first, second);
    await here.issued(...ids(second));
    here.change(second.order.workOrderId, { state: 'accepted' });
    await here.issued(...ids(first));
    expect(here.orderOf(first)).toMatchObject({ closedBy: 'merged', mergedInto: second.order.workOrderId });
    expect(here.orderOf(second)).toMatchObject({ state: 'accepted', alsoReported: [first.order.trackingCode] });
    expect(here.sent.map(({ type }) => type)).toEqual(['work-order.closed', 'work-order.accepted']);
  });
});

describe('reports that stay apart', () => {
  it.each([
    ['other numbers', { idNumber: '11010519491231002X' }, { idNumber: '110105199001011234' }],
    ['the same number in another county', { idNumber: NUMBER }, { idNumber: NUMBER, regionCode: '330106001' }],
    ['a name alone', { name: '李四' }, { name: '李四' }],
    ['a telephone with another name', { phone: '13800000000' }, { name: '李四', phone: '13800000000' }],
    [
      'name and telephone in another place',
      { phone: '13800000000' },
      { phone: '13800000000', regionCode: '330102002' },
    ],
  ])('%s', async (_, one, other) => {
    const [left, right] = [reported(1, one), reported(2, other)];
    const here = world(left, right);
    await here.issued(...ids(left, right));
    expect(here.open()).toHaveLength(2);
    expect(here.sent).toEqual([]);
  });

  it('objections, which go to somebody else', async () => {
    const objection = { ...second, order: { ...second.order, origin: 'objection' as const } };
    const here = world(first, objection);
    await here.issued(...ids(first, objection));
    expect(here.open()).toHaveLength(2);
  });

  it('one more than a case carries', async () => {
    const all = Array.from({ length: 23 }, (_, index) => reported(index + 1, { idNumber: NUMBER }));
    const here = world(...all);
    for (const one of all) expect(await here.issued(...ids(one))).toEqual([]);
    expect(here.open()).toHaveLength(3);
    expect(here.orderOf(all[0] ?? first).alsoReported).toHaveLength(20);
  });
});

describe('ten reports of one person in one batch', () => {
  it('become one case in one go', async () => {
    const all = Array.from({ length: 10 }, (_, index) => reported(index + 1, { idNumber: NUMBER }));
    const here = world(...all);
    expect(await here.issued(...ids(...all))).toEqual([]);
    expect(here.open()).toHaveLength(1);
  });
});

describe('name, telephone and place alike', () => {
  it('speak of one person where no number was given', async () => {
    const [one, other] = [reported(1, { phone: '13800000000' }), reported(2, { phone: '13800000000' })];
    const here = world(one, other);
    await here.issued(...ids(one, other));
    expect(here.open()).toHaveLength(1);
  });
});

describe('a claim', () => {
  it('is taken over when its order has closed', async () => {
    const here = world(first, second);
    await here.issued(...ids(first));
    here.change(first.order.workOrderId, { state: 'closed', outcome: 'unfounded' });
    await here.issued(...ids(second));
    expect(here.orderOf(second)).toMatchObject({ state: 'issued', version: 1 });
    const third = reported(3, { idNumber: NUMBER });
    here.add(third);
    await here.issued(...ids(third));
    expect(here.orderOf(third).mergedInto).toBe(second.order.workOrderId);
  });

  it('under a former key still counts', async () => {
    const here = world(first, second);
    await here.issued(...ids(first));
    const [[key, id] = ['', '']] = [...here.claims];
    here.claims.clear();
    here.claims.set(key.replace('now:', 'before:'), id);
    await here.issued(...ids(second));
    expect(here.open()).toHaveLength(1);
    expect([...here.claims.values()]).toEqual([first.order.workOrderId, first.order.workOrderId]);
  });

  it('that others change again and again is given back to the queue, alone', async () => {
    const here = mergeWorld({
      save: async ({ workOrderId }) => (workOrderId === second.order.workOrderId ? 'stale' : 'saved'),
    });
    const other = reported(2, { idNumber: '110105199001011234' });
    here.add(first, other);
    expect(await here.issued(...ids(first, other))).toEqual(ids(other));
  });

  it('of an order that is not there, or that is closed already, is never made', async () => {
    const here = world(first);
    here.change(first.order.workOrderId, { state: 'closed' });
    expect(await here.issued(...ids(first, second))).toEqual([]);
    expect(here.claims.size).toBe(0);
  });
});
