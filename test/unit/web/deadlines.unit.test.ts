import { describe, expect, it } from 'vitest';
import { daysUntil, grouped, groupOf } from '#web/src/staff/deadlines.ts';

/** Tuesday, 24 November 2026, 10:00 in Shanghai. */
const NOW = new Date('2026-11-24T02:00:00.000Z');
const TODAY_ENDS = '2026-11-24T15:59:59.999Z';
const order = (dueAt: string, more: Partial<Parameters<typeof groupOf>[0]> = {}) => ({
  state: 'accepted' as const,
  createdAt: '2026-11-20T02:00:00.000Z',
  dueAt,
  ...more,
});

describe('the groups of a day', () => {
  it.each([
    ['an order whose deadline is over is overdue', order('2026-11-24T01:59:59.999Z'), 'overdue'],
    ['one that is due by the end of the Shanghai day is due today', order(TODAY_ENDS), 'today'],
    ['one due a millisecond after that is not', order('2026-11-24T16:00:00.000Z'), 'week'],
    ['one due in seven days is of this week', order('2026-12-01T15:59:59.999Z'), 'week'],
    ['one due in eight days comes later', order('2026-12-02T15:59:59.999Z'), 'later'],
    [
      'one that came yesterday and nobody took up is new',
      order('2026-12-01T15:59:59.999Z', { state: 'issued', createdAt: '2026-11-22T16:00:00.000Z' }),
      'new',
    ],
    [
      'one that came before yesterday is new no more',
      order('2026-12-01T15:59:59.999Z', { state: 'issued', createdAt: '2026-11-22T15:59:59.999Z' }),
      'week',
    ],
    [
      'one that was taken up is new no more',
      order('2026-12-01T15:59:59.999Z', { createdAt: NOW.toISOString() }),
      'week',
    ],
    [
      'an urgent one that came today and is due today is due today',
      order(TODAY_ENDS, { state: 'issued', createdAt: NOW.toISOString() }),
      'today',
    ],
  ])('%s', (_, one, group) => {
    expect(groupOf(one, NOW)).toBe(group);
  });

  it('come in the order of their urgency, without empty ones, and lose nobody', () => {
    const orders = [order('2026-12-20T15:59:59.999Z'), order(TODAY_ENDS), order('2026-11-01T15:59:59.999Z')];
    const found = grouped(orders, NOW);
    expect(found.map(([group]) => group)).toEqual(['overdue', 'today', 'later']);
    expect(found.flatMap(([, members]) => members)).toHaveLength(orders.length);
  });

  it('count days by the calendar of Shanghai, not by 24 hours', () => {
    const late = new Date('2026-11-24T15:30:00.000Z');
    expect(daysUntil('2026-11-24T15:59:59.999Z', late)).toBe(0);
    expect(daysUntil('2026-11-25T15:59:59.999Z', late)).toBe(1);
    expect(daysUntil('2026-11-23T15:59:59.999Z', late)).toBe(-1);
  });
});
