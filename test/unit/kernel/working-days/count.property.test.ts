import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { addWorkingDays, isWorkingDay } from '#shared/kernel/working-days.ts';
import { calendar } from '#shared/policy/packs/calendar.ts';

const day = fc.integer({ min: 0, max: 1_460 }).map((offset) => addDays('2024-01-01', offset));
const count = fc.integer({ min: 0, max: 60 });

describe('counting working days', () => {
  it('never lands on a day off and never goes back', () => {
    fc.assert(
      fc.property(day, count, (from, days) => {
        const landed = addWorkingDays(calendar, from, days).day;
        return isWorkingDay(calendar, landed) && landed >= from && (days === 0 || landed > from);
      }),
    );
  });

  it('grows with every day counted, and never shrinks with a later start', () => {
    fc.assert(
      fc.property(day, count, (from, days) => {
        const landed = addWorkingDays(calendar, from, days).day;
        expect(addWorkingDays(calendar, from, days + 1).day >= landed).toBe(true);
        expect(addWorkingDays(calendar, from, days + 2).day > landed).toBe(true);
        expect(addWorkingDays(calendar, addDays(from, 1), days).day >= landed).toBe(true);
      }),
    );
  });

  it('counts every working day in between exactly once', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const landed = addWorkingDays(calendar, from, days).day;
        let worked = 0;
        for (let at = addDays(from, 1); at <= landed; at = addDays(at, 1)) worked += isWorkingDay(calendar, at) ? 1 : 0;
        expect(worked).toBe(days);
      }),
    );
  });

  it('is official exactly when no year without data is crossed', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const { day: landed, official } = addWorkingDays(calendar, from, days);
        expect(official).toBe(landed < '2027-01-01');
      }),
    );
  });
});
