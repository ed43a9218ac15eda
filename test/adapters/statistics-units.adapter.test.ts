import { expect, it } from 'vitest';
import { contributionStore } from '#shared/adapters/dynamodb/statistics.ts';
import { contributionOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import type { Aggregate, Projection } from '#shared/domain/statistics/types.ts';
import { createTable, describeOnDynoxide, meterOf } from '#test/support/dynoxide.ts';

const order = (id: string, version: number, state: string, regionCode = '330102001'): Aggregate => ({
  kind: 'work-order',
  id,
  version,
  regionCode,
  state,
  dueAt: '2026-11-30T15:59:59.999Z',
});
const projection = (aggregate: Aggregate): Projection => ({
  kind: aggregate.kind,
  id: aggregate.id,
  contribution: contributionOf(aggregate),
  at: '2026-11-24T02:00:00.000Z',
});

/** Projects into a table with the first already counted; what the second costs. */
const costOf = async (first: readonly Aggregate[], second: readonly Aggregate[]) => {
  const { table, client } = await createTable();
  const store = contributionStore(client, table);
  await project(first.map(projection), store);
  const meter = meterOf(client);
  await project(second.map(projection), store);
  return meter.units();
};

describeOnDynoxide('what counting costs (docs/adr/0006)', () => {
  it.each([
    ['a new aggregate', [], [order('w', 1, 'issued')], 4],
    ['a change of figures in one cell', [order('w', 1, 'issued')], [order('w', 2, 'accepted')], 4],
    ['a closed work order, whose day may come to zero', [order('w', 1, 'issued')], [order('w', 2, 'closed')], 5],
    ['a move to another cell', [order('w', 1, 'accepted')], [order('w', 2, 'accepted', '330106001')], 7],
    ['a change of no figure', [order('w', 1, 'issued')], [order('w', 2, 'issued')], 1],
    ['a repetition', [order('w', 1, 'issued')], [order('w', 1, 'issued')], 0],
  ])('%s', async (_, first, second, units) => {
    expect((await costOf(first, second)).write).toBe(units);
  });

  it('a hundred new aggregates of ten cells in one batch: little more than their contributions', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => order(`w${index}`, 1, 'issued', `33010200${index % 10}`));
    const { write, read } = await costOf([], hundred);
    expect(write).toBeLessThanOrEqual(230);
    expect(read).toBeLessThanOrEqual(100);
  });
});
