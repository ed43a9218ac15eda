import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReportState } from '#shared/domain/discovery/types.ts';
import { transitions } from '#shared/domain/work-orders/transitions.ts';
import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import { escalationLevels, feedbackOutcomes } from '#shared/reference/words.ts';
import { type Happening, Loop } from './loop-model.ts';

const region = fc.constantFrom('330102001', '330102002', '330106002', '331122', '330203001');
const onOrder = { order: fc.nat({ max: 30 }), official: fc.constantFrom('official-1', 'official-2', 'official-3') };
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('report'),
      urgency: fc.constantFrom('normal', 'urgent'),
      regionCode: region,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('accept', 'visit', 'extend', 'return'), ...onOrder }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('feedback'), outcome: fc.constantFrom(...feedbackOutcomes), ...onOrder }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('transfer'), regionCode: region, ...onOrder }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('merge'), order: fc.nat({ max: 30 }), other: fc.nat({ max: 30 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('object'), report: fc.nat({ max: 10 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('schedule') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.integer({ min: 1, max: 100 }) }) },
);
const lives = fc.array(happenings, { minLength: 20, maxLength: 60, size: 'max' });

const concerns = (order: WorkOrder, trackingCode: string): boolean =>
  order.trackingCode === trackingCode || order.alsoReported?.includes(trackingCode) === true;

const openOrdersOf = (loop: Loop, trackingCode: string): WorkOrder[] =>
  [...loop.orders.values()].filter((order) => order.state !== 'closed' && concerns(order, trackingCode));

/** The public side of a report is that of the one order which answers for it. */
const checkReport = (loop: Loop, report: ReportState): void => {
  const open = openOrdersOf(loop, report.trackingCode);
  const answering = loop.answering(report.workOrderId);
  const closed = report.status === 'closed';
  expect(open).toEqual(closed ? [] : [answering]);
  expect([answering?.state === 'closed', report.result !== undefined]).toEqual([closed, closed]);
  const result = answering?.outcome === 'unfounded' ? 'not-confirmed' : 'looked-after';
  if (closed) expect(report.result).toBe(result);
  // A merged report keeps the deadline that it was told; the work is due by the earliest.
  for (const order of open) expect(order.dueAt <= report.dueAt || order.extensions === 1).toBe(true);
};

/** What closed without an answer went on elsewhere. */
const checkOrder = (loop: Loop, { state, outcome, closedBy, issuedAs, mergedInto }: WorkOrder): void => {
  if (state !== 'closed') return;
  const next = issuedAs ?? mergedInto;
  expect([outcome === undefined, next !== undefined]).toEqual([closedBy !== undefined, closedBy !== undefined]);
  if (next !== undefined) expect(loop.orders.has(next)).toBe(true);
};

/** What has to be true at every moment. */
const check = (loop: Loop): void => {
  for (const report of loop.reports.values()) checkReport(loop, report);
  for (const order of loop.orders.values()) checkOrder(loop, order);
};

const live = (life: readonly Happening[]): Loop => {
  const loop = new Loop();
  loop.happen({ do: 'report', urgency: 'normal', regionCode: '330102001' });
  for (const happening of life) {
    loop.happen(happening);
    check(loop);
  }
  return loop;
};

it('every report ends closed, or overdue and escalated to the top: none is lost, whatever happens in between', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const loop = live(life);
      loop.happen({ do: 'wait', hours: 24 * 60 });
      loop.happen({ do: 'schedule' });
      check(loop);
      for (const report of loop.reports.values()) {
        if (report.status === 'closed') continue;
        const [order] = openOrdersOf(loop, report.trackingCode);
        expect(order?.escalation?.level).toBe('province');
      }
    }),
    { numRuns: 60 },
  );
});

it('no transition happens outside the table, and each goes one version on', () => {
  fc.assert(
    fc.property(lives, (life) => {
      for (const { before, command, after } of live(life).moved) {
        const { from, to } = transitions[command];
        expect(from).toContain(before.state);
        expect(after.state).toBe(to === 'same' ? before.state : to);
        expect(after.version).toBe(before.version + 1);
      }
    }),
    { numRuns: 30 },
  );
});

const countyOf = (order: WorkOrder | undefined): string => order?.regionCode.slice(0, 6) ?? '';

/** A prefecture has no county above it; what was passed on within its county goes on after the level that was told there. */
const firstLevelOf = (loop: Loop, id: string): number => {
  const order = loop.orders.get(id);
  const from = [...loop.orders.values()].find(({ issuedAs }) => issuedAs === id);
  const told = countyOf(from) === countyOf(order) ? from?.escalation : undefined;
  if (told !== undefined) return escalationLevels.indexOf(told.level) + 1;
  return countyOf(order).endsWith('00') ? 1 : 0;
};

it('each level of an overdue order is told once and in turn, however often the schedule runs', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const loop = live(life.flatMap((happening) => [happening, { do: 'schedule' }, { do: 'schedule' }]));
      const told = loop.messages.filter(({ type }) => type === 'work-order.escalated');
      for (const [id, messages] of Map.groupBy(told, ({ subject }) => subject.id)) {
        const levels = messages.map(({ data }) => data['level']);
        const first = firstLevelOf(loop, id);
        expect(levels).toEqual(escalationLevels.slice(first, first + levels.length));
      }
    }),
    { numRuns: 30 },
  );
});

it('whoever found no hardship takes no step of the objection to it, wherever that is passed on to', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const loop = live(life);
      for (const order of loop.orders.values()) {
        if (order.origin !== 'objection' || order.answeredBy === undefined) continue;
        const actors = order.timeline.filter(({ kind }) => kind !== 'issued').map(({ actor }) => actor);
        expect(actors).not.toContain(order.answeredBy);
      }
    }),
    { numRuns: 30 },
  );
});
