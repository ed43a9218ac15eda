import { expect, it } from 'vitest';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { extend } from '#shared/domain/work-orders/extend.ts';
import { decideMerge } from '#shared/domain/work-orders/merge.ts';
import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import type { Urgency } from '#shared/reference/words.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const POLICY = policyFor('2026-11-24');
const ACT = { actor: 'official-1', now: NOW, messageId: 'M1' };

const reported = (n: number, urgency: Urgency = 'normal', daysAgo = 0): WorkOrder => {
  const subject = { name: '陈小明', regionCode: '330102001', situations: ['illness'] as const };
  const ids = { trackingCode: `T${n}`, workOrderId: `W${n}`, messageId: `M${n}` };
  return submitReport({ subject, urgency }, POLICY, ids, new Date(NOW.getTime() - daysAgo * 86_400_000)).workOrder;
};

const merged = (main: WorkOrder, other: WorkOrder): WorkOrder => {
  const subject = { name: '陈小明' };
  const act = { now: NOW, closedMessageId: 'C', mainMessageId: 'N' };
  const decided = decideMerge({ order: other, subject }, { order: main, subject }, act);
  if (decided.kind !== 'merge' || decided.main.workOrderId !== main.workOrderId) throw new Error('not merged');
  return decided.main;
};

const extended = (order: WorkOrder) => {
  const change = extend(order, POLICY, ACT);
  if (!change.ok) throw new Error(change.error.code);
  return change.value;
};

it('more time that still lies within what the reporter was told is not told: it would tell of a more urgent report', () => {
  const own = reported(1);
  const { order, publicStep } = extended(merged(own, reported(2, 'urgent')));
  expect([own.dueAt, order.dueAt]).toEqual(['2026-12-01T15:59:59.999Z', '2026-11-26T15:59:59.999Z']);
  expect(publicStep).toBeUndefined();
});

it('more time beyond what the reporter was told is told, whatever else made the order due sooner', () => {
  const newer: WorkOrder = { ...reported(2), state: 'accepted' };
  const { order, publicStep } = extended(merged(newer, reported(1, 'normal', 4)));
  expect([newer.dueAt, order.dueAt]).toEqual(['2026-12-01T15:59:59.999Z', '2026-12-04T15:59:59.999Z']);
  expect(publicStep).toMatchObject({ code: 'extended', due: { dueAt: order.dueAt } });
  expect(order).not.toHaveProperty('toldDueAt');
});

it('a new deadline of a year whose holidays were announced meanwhile no longer says that it may move', () => {
  const before: WorkOrder = { ...reported(1), dueAtOfficial: false };
  expect(extended(before).order).not.toHaveProperty('dueAtOfficial');
});
