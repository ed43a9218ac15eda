import { describe, expect, it } from 'vitest';
import { summarise } from '#shared/domain/statistics/summarise.ts';
import type { StoredCell, View } from '#shared/domain/statistics/types.ts';

const cell = (view: View, counters: Record<string, number>, asOf?: string): StoredCell => ({
  view,
  countyCode: '330102',
  regionCode: '330102001',
  counters,
  ...(asOf === undefined ? {} : { asOf }),
});

describe('the figures of a region', () => {
  it('show every word with 0, and are as of now, where nothing was ever counted', () => {
    const now = new Date('2026-11-24T02:00:00.000Z');
    const figures = summarise([], now);
    expect(figures.asOf).toBe(now.toISOString());
    expect(figures.people['suspected']).toMatchObject({ total: 0, marginal: 0 });
    expect(figures.reports).toEqual({ received: 0, 'being-verified': 0, closed: 0 });
    expect(figures.workOrders).toEqual({ issued: 0, accepted: 0, visiting: 0, closed: 0, overdue: 0 });
    expect(figures.alerts).toMatchObject({ death: 0 });
  });

  it('are the sum of its cells, as of the newest change in them', () => {
    const cells = [
      cell('people', { registered: 2, 'registered:marginal': 1 }, '2026-11-24T01:00:00.000Z'),
      cell('people', { registered: 1, exited: 1 }, '2026-11-23T01:00:00.000Z'),
      cell('alerts', { 'kind:death': 2, 'kind:vehicle': 1 }),
    ];
    const { asOf, people, alerts } = summarise(cells, new Date('2026-11-24T02:00:00.000Z'));
    expect(asOf).toBe('2026-11-24T01:00:00.000Z');
    expect(people['registered']).toMatchObject({ total: 3, marginal: 1 });
    expect(people['exited']).toMatchObject({ total: 1 });
    expect(alerts).toMatchObject({ death: 2, vehicle: 1 });
  });

  it('call overdue at Shanghai midnight, without anything being written', () => {
    const cells = [
      cell('work-orders', {
        'state:issued': 3,
        'openDue:2026-11-23': 1,
        'openDue:2026-11-24': 1,
        'openDue:2026-11-25': 1,
      }),
    ];
    expect(summarise(cells, new Date('2026-11-24T15:59:59.999Z')).workOrders).toMatchObject({ issued: 3, overdue: 1 });
    expect(summarise(cells, new Date('2026-11-24T16:00:00.000Z')).workOrders).toMatchObject({ issued: 3, overdue: 2 });
  });
});
