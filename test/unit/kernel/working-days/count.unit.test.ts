import { describe, expect, it } from 'vitest';
import { addWorkingDays, dueAt, isWorkingDay } from '#shared/kernel/working-days.ts';
import { calendar } from '#shared/policy/packs/calendar.ts';

describe('working days', () => {
  it.each(['2026-02-14', '2026-10-10', '2026-01-04', '2025-01-26', '2024-02-04'])(
    'a weekend day that the notice moves work to counts: %s',
    (day) => expect(isWorkingDay(calendar, day)).toBe(true),
  );

  it.each(['2026-02-16', '2026-02-23', '2026-10-07', '2026-01-02', '2025-10-08', '2024-10-07'])(
    'a weekday that the notice gives free does not: %s',
    (day) => expect(isWorkingDay(calendar, day)).toBe(false),
  );

  it.each(['2026-03-07', '2026-03-08'])('an ordinary weekend day does not: %s', (day) =>
    expect(isWorkingDay(calendar, day)).toBe(false),
  );

  it('the day of issue does not count', () => {
    expect(addWorkingDays(calendar, '2026-03-02', 1)).toEqual({ day: '2026-03-03', official: true });
    expect(addWorkingDays(calendar, '2026-03-02', 5)).toEqual({ day: '2026-03-09', official: true });
  });

  it('the Spring Festival of 2026 is skipped and the Saturday before it is worked', () => {
    expect(addWorkingDays(calendar, '2026-02-13', 1).day).toBe('2026-02-14');
    expect(addWorkingDays(calendar, '2026-02-13', 2).day).toBe('2026-02-24');
    expect(addWorkingDays(calendar, '2026-02-13', 5).day).toBe('2026-02-27');
    expect(addWorkingDays(calendar, '2026-02-13', 6).day).toBe('2026-02-28');
  });

  it('a report in the middle of a holiday is due counted from the first day of work', () => {
    expect(addWorkingDays(calendar, '2026-10-03', 1).day).toBe('2026-10-08');
    expect(addWorkingDays(calendar, '2026-10-03', 3).day).toBe('2026-10-10');
  });

  it('with a count of 0 it is the first working day from that day on', () => {
    expect(addWorkingDays(calendar, '2026-03-03', 0).day).toBe('2026-03-03');
    expect(addWorkingDays(calendar, '2026-03-07', 0).day).toBe('2026-03-09');
  });

  it('a year without official data counts weekdays and says so', () => {
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ day: '2027-01-01', official: false });
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ day: '2026-12-31', official: true });
    expect(addWorkingDays(calendar, '2023-12-29', 1)).toEqual({ day: '2024-01-02', official: false });
  });
});

describe('due instants', () => {
  it('run until the last millisecond of the Shanghai day', () => {
    expect(dueAt(calendar, new Date('2026-03-02T02:00:00Z'), 5)).toEqual({
      dueAt: '2026-03-09T15:59:59.999Z',
      official: true,
    });
  });

  it('change at midnight in Shanghai, not in Greenwich', () => {
    expect(dueAt(calendar, new Date('2026-02-13T15:59:59.999Z'), 1).dueAt).toBe('2026-02-14T15:59:59.999Z');
    expect(dueAt(calendar, new Date('2026-02-13T16:00:00.000Z'), 1).dueAt).toBe('2026-02-24T15:59:59.999Z');
  });
});
