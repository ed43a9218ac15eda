import { describe, expect, it } from 'vitest';
import { contributionOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import { isBehind, isEqual, persisting, recount } from '#shared/domain/statistics/recount.ts';
import { mendCells, mendContributions } from '#shared/domain/statistics/repair.ts';
import type { Aggregate } from '#shared/domain/statistics/types.ts';
import { MemoryStatistics } from './memory-statistics.ts';

const at = '2026-11-24T02:00:00.000Z';
const report = (id: string, version = 1, status = 'received'): Aggregate => ({
  kind: 'report',
  id,
  version,
  regionCode: '330102001',
  status,
});
const CELL = 'reports#330102001';

const counting = async (...aggregates: readonly Aggregate[]): Promise<MemoryStatistics> => {
  const statistics = new MemoryStatistics();
  await project(
    aggregates.map((one) => ({ kind: one.kind, id: one.id, contribution: contributionOf(one), at })),
    statistics.store(),
  );
  return statistics;
};

describe('a recount', () => {
  it('finds everything equal when it is, and says how much there is', async () => {
    const statistics = await counting(report('a'), report('b'));
    const found = await recount(statistics.source([report('a'), report('b')]));
    expect(isEqual(found)).toBe(true);
    expect(found).toMatchObject({ counted: { report: 2, person: 0 }, cells: 1 });
  });

  it('names the cell and the counter that differ', async () => {
    const statistics = await counting(report('a'));
    statistics.spoil(CELL, { 'status:received': 2, 'status:closed': 1 });
    const { differences } = await recount(statistics.source([report('a')]));
    expect(differences).toMatchObject([
      {
        cell: { regionCode: '330102001', counters: { 'status:received': 3 } },
        recounted: { 'status:received': 1 },
        add: { 'status:received': -2, 'status:closed': -1 },
      },
    ]);
  });

  it('tells an aggregate that is not counted yet from a contribution that was spoilt', async () => {
    const statistics = await counting(report('a'), report('b'));
    statistics.contributions.set('report#b', {
      key: { kind: 'report', id: 'b' },
      contribution: contributionOf(report('b', 1, 'closed')),
    });
    const { uncounted } = await recount(statistics.source([report('a', 2), report('b')]));
    expect(uncounted.map((one) => [one.id, isBehind(one)])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('finds what is gone and still counted', async () => {
    const statistics = await counting(report('a'));
    const found = await recount(statistics.source([]));
    expect(found.uncounted).toMatchObject([{ id: 'a', after: { removed: true, counters: {} } }]);
    expect(found.differences).toHaveLength(1);
  });

  it('takes an aggregate that cannot be read as it was last counted, and names it', async () => {
    const statistics = await counting(report('a'), report('b'));
    const found = await recount(statistics.source([report('a'), { kind: 'report', id: 'b', unreadable: true }]));
    expect(isEqual(found)).toBe(true);
    expect(found.unreadable).toEqual([{ kind: 'report', id: 'b' }]);
  });

  it('keeps of two looks only what both found alike', async () => {
    const statistics = await counting(report('a'));
    const behind = await recount(statistics.source([report('a'), report('b')]));
    statistics.spoil(CELL, { 'status:closed': 1 });
    const spoilt = await recount(statistics.source([report('a')]));
    expect(isEqual(persisting(behind, spoilt))).toBe(true);
    expect(persisting(spoilt, spoilt).differences).toHaveLength(1);
  });
});

describe('a repair', () => {
  it('puts lost, spoilt and left-over contributions and the cells right', async () => {
    const statistics = await counting(report('a'), report('b'), report('gone'));
    statistics.contributions.delete('report#a');
    statistics.contributions.set('report#b', {
      key: { kind: 'report', id: 'b' },
      contribution: contributionOf(report('b', 1, 'closed')),
    });
    statistics.spoil(CELL, { 'status:received': 5 });
    const source = statistics.source([report('a'), report('b'), report('never-seen')]);
    expect(await mendContributions(await recount(source), statistics.store(), at)).toBe(4);
    expect(await mendCells(await recount(source), statistics.mender)).toBe(1);
    expect(isEqual(await recount(source))).toBe(true);
    expect(statistics.cells.get(CELL)?.counters).toEqual({ 'status:received': 3 });
  });

  it('leaves alone what has changed since it was looked at', async () => {
    const statistics = await counting(report('a'));
    statistics.spoil(CELL, { 'status:received': 5 });
    const found = await recount(statistics.source([report('a')]));
    statistics.spoil(CELL, { 'status:received': 1 });
    expect(await mendCells(found, statistics.mender)).toBe(0);
    expect(statistics.cells.get(CELL)?.counters).toEqual({ 'status:received': 7 });
  });
});
