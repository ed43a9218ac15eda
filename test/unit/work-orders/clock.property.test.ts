import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAtRisk, isOverdue } from '#shared/domain/work-orders/clock.ts';
import { addDays, shanghaiDay } from '#shared/kernel/time.ts';
import { deadline, isWorkingDay } from '#shared/kernel/working-days.ts';
import { policyFor } from '#shared/policy/policy.ts';

const POLICY = policyFor('2026-11-24');
const { calendar, workOrders } = POLICY;

/** Days around which holidays begin and end, and weekends are worked. */
const edges = Object.values(calendar.years).flatMap(({ holidays, workdays }) => [...holidays, ...workdays]);
const moments = fc
  .tuple(fc.constantFrom(...edges), fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 86_399_999 }))
  .map(([day, off, ms]) => new Date(Date.parse(`${addDays(day, off)}T00:00:00+08:00`) + ms));

it('at the edge of a holiday an urgent report is due on the next working day, and never later than a normal one', () => {
  fc.assert(
    fc.property(moments, (now) => {
      const urgent = deadline(calendar, now, workOrders.days.urgent.value);
      const normal = deadline(calendar, now, workOrders.days.normal.value);
      expect(urgent.dueAt < normal.dueAt).toBe(true);
      const last = shanghaiDay(new Date(urgent.dueAt));
      expect(isWorkingDay(calendar, last)).toBe(true);
      for (let day = addDays(shanghaiDay(now), 1); day < last; day = addDays(day, 1)) {
        expect(isWorkingDay(calendar, day)).toBe(false);
      }
    }),
  );
});

it('an order is in time, then at risk on its last day, then overdue: to the millisecond, and in that order', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom('normal', 'urgent'), (now, urgency) => {
      const order = { state: 'issued' as const, ...deadline(calendar, now, workOrders.days[urgency].value) };
      const end = Date.parse(order.dueAt);
      expect(isOverdue(order, new Date(end))).toBe(false);
      expect(isAtRisk(order, POLICY, new Date(end))).toBe(true);
      expect(isAtRisk(order, POLICY, new Date(end - 86_399_999))).toBe(true);
      expect(isAtRisk(order, POLICY, new Date(end - 86_400_000))).toBe(false);
      expect(isOverdue(order, new Date(end + 1))).toBe(true);
      expect(isAtRisk(order, POLICY, new Date(end + 1))).toBe(false);
    }),
  );
});

it('a deadline in a year without official data says so, and one before it does not', () => {
  const years = Object.keys(calendar.years).sort();
  const next = Number(years.at(-1)) + 1;
  expect(deadline(calendar, new Date(`${next}-03-02T02:00:00Z`), 5).dueAtOfficial).toBe(false);
  expect(deadline(calendar, new Date(`${years[0]}-03-02T02:00:00Z`), 5)).not.toHaveProperty('dueAtOfficial');
});
