import { describe, expect, it } from 'vitest';
import { addDays, addMonths, endOfShanghaiDay, isDay, shanghaiDay, startOfShanghaiDay } from '#shared/kernel/time.ts';

describe('a Shanghai day', () => {
  it('begins at 16:00 UTC of the day before', () => {
    expect(shanghaiDay(new Date('2026-11-24T15:59:59.999Z'))).toBe('2026-11-24');
    expect(shanghaiDay(new Date('2026-11-24T16:00:00.000Z'))).toBe('2026-11-25');
    expect(startOfShanghaiDay('2026-11-25')).toBe('2026-11-24T16:00:00.000Z');
    expect(endOfShanghaiDay('2026-11-24')).toBe('2026-11-24T15:59:59.999Z');
  });

  it('is counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect([addDays('9999-12-31', 1), addDays('0000-01-01', -1)]).toEqual(['9999-12-31', '0000-01-01']);
  });

  it('months later is the same day, or the last of a shorter month', () => {
    expect(addMonths('2026-11-24', 6)).toBe('2027-05-24');
    expect(addMonths('9999-09-01', 6)).toBe('9999-12-31');
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('9999-12-31', 6)).toBe('9999-12-31');
    expect(addDays('0000-01-01', -1)).toBe('0000-01-01');
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', 'yesterday'])('%s does not exist', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
