import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { isWorkingDay } from '#shared/kernel/working-days.ts';
import { calendar } from '#shared/policy/packs/calendar.ts';

describe('the calendar in the pack', () => {
  it('agrees with chinese-days on every day of its years', () => {
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      expect(isWorkingDay(calendar, day), day).toBe(chineseDays.isWorkday(day));
    }
  });
});
