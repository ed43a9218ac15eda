import { describe, expect, it } from 'vitest';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { sourceWorld } from './source-world.ts';

const HEADER = 'source_key,id_number,name,region_code,from';
const numberOf = (n: number): string => {
  const first = `1101051970${String(1 + (n % 9)).padStart(2, '0')}11${String(Math.floor(n / 9)).padStart(3, '0')}`;
  return first + idNumberCheckCharacter(first);
};
const rowOf = (n: number, from = '2026-01-05', region = '330102001'): string =>
  `K-${n},${numberOf(n)},陈小明,${region},${from}`;
const list = (...rows: readonly string[]): Buffer => Buffer.from(`${HEADER}\n${rows.join('\n')}\n`);
const upTo = (count: number): string[] => Array.from({ length: count }, (_, n) => rowOf(n));
const decided = (row: string): string => `${row},marginal,民低边〔2026〕1号`;
const recipients = (...rows: readonly string[]): Buffer =>
  Buffer.from(`${HEADER},category,evidence\n${rows.map(decided).join('\n')}\n`);

describe('a file that a person has to look at', () => {
  it('is held for one recipient whom it leaves out, however many other conflicts come before', async () => {
    const world = sourceWorld();
    await world.send('assistance-system', recipients(rowOf(9)), { rows: 1 });
    const file = recipients(...upTo(6));
    const { body } = await world.open('assistance-system', file, { rows: 6, sequence: 2 });
    const approvals = upTo(6).map((_, n) => ({
      type: 'approved',
      sourceKey: `K-${n}`,
      occurredAt: '2026-11-24T02:00:30.000Z',
      evidence: '民低保〔2026〕2号',
      person: { idNumber: numberOf(n), name: '陈小明', regionCode: '330102001' },
      category: 'subsistence-allowance',
      from: '2026-11-01',
    }));
    await world.events('assistance-system', approvals);
    world.upload('assistance-system', body.batchId, file);
    await world.settle();
    expect(await world.look('assistance-system', body.batchId)).toMatchObject({
      status: 'held',
      plan: { counts: { conflicts: 7 } },
      reasons: [{ code: 'registered-without-decision' }],
    });
  });

  it('is held where a long list becomes a short one, and ends most of those who were on it', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(...upTo(1_500)), { rows: 1_500 });
    const held = await world.send('trade-union', list(...upTo(600)), { rows: 600, sequence: 2 });
    expect(held).toMatchObject({ status: 'held', plan: { counts: { closed: 900 } } });
  });
});

describe('the preview of a file', () => {
  it('shows nothing of a cell that holds something else than a number', async () => {
    const world = sourceWorld();
    const swapped = `K-1,欧阳小明同志家住杭州,${numberOf(1)},330102001,2026-01-05`;
    const { plan } = await world.send('trade-union', list(swapped), { rows: 1 });
    expect(plan.examples.rejected).toMatchObject([{ code: 'columns-swapped', idNumber: '*' }]);
  });
});

describe('a full list of which no row can be read', () => {
  it('ends nobody who is on no list or on another', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(rowOf(1), rowOf(2)), { rows: 2 });
    const wrong = Buffer.from(`${HEADER},list\n${rowOf(3, '2026-02-30')},winter\n`);
    const batch = await world.send('trade-union', wrong, { rows: 1, sequence: 2 });
    expect(batch).toMatchObject({ status: 'done', counts: { rejected: 1, closed: 0 } });
    expect(world.registry.personOf(numberOf(1))?.layer).toBe('suspected');
  });
});

describe('a list that was held', () => {
  it('is not applied once a newer whole list was', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(...upTo(1_500)), { rows: 1_500 });
    const held = await world.send('trade-union', list(...upTo(10), rowOf(1_600)), { rows: 11, sequence: 2 });
    expect(held.status).toBe('held');
    await world.send('trade-union', list(...upTo(1_490)), { rows: 1_490, sequence: 3, period: '2026-11' });
    await world.command('trade-union', held.batchId, 'release');
    expect(await world.look('trade-union', held.batchId)).toMatchObject({
      status: 'refused',
      reasons: [{ code: 'batch-overtaken' }],
    });
    expect(world.registry.personOf(numberOf(1_600))).toBeUndefined();
    expect(world.registry.personOf(numberOf(700))?.layer).toBe('suspected');
    expect(world.last.get('trade-union')?.period).toBe('2026-11');
  });
});

describe('a file that is verified twice at once', () => {
  it('ends everybody whom it no longer names, by the plan that is being applied', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(...upTo(1_301)), { rows: 1_301 });
    const batch = await world.send('trade-union', list(rowOf(0)), { rows: 1, sequence: 2 });
    await world.ask('trade-union', batch.batchId, 'release');
    const [message] = world.queues.files;
    const { all } = world.registry.index;
    Object.assign(world.registry.index, {
      all: async function* late(source: 'trade-union') {
        Object.assign(world.registry.index, { all });
        world.queues.files.push(message);
        await world.runFiles();
        const rest = world.queues.chunks.splice(2);
        await world.runChunks();
        world.queues.chunks.push(...rest);
        yield* all(source);
      },
    });
    await world.settle();
    const layers = upTo(1_301).map((_, n) => world.registry.personOf(numberOf(n))?.layer);
    expect(layers.filter((layer) => layer === 'suspected')).toHaveLength(1);
    expect(world.failures).toEqual([]);
  });
});

describe('a file that comes after a newer one', () => {
  it('of another list is applied', async () => {
    const world = sourceWorld();
    const lists = (...rows: readonly string[]) => Buffer.from(`${HEADER},list\n${rows.join('\n')}\n`);
    const { body } = await world.open('trade-union', lists(`${rowOf(1)},a`), { rows: 1 });
    await world.send('trade-union', lists(`${rowOf(2)},b`), { rows: 1, sequence: 2 });
    world.upload('trade-union', body.batchId, lists(`${rowOf(1)},a`));
    await world.settle();
    expect(await world.look('trade-union', body.batchId)).toMatchObject({ status: 'done', counts: { created: 1 } });
  });

  it('is applied where the newer one was taken back', async () => {
    const world = sourceWorld();
    const { body } = await world.open('trade-union', list(rowOf(1)), { rows: 1 });
    const newer = await world.send('trade-union', list(rowOf(2)), { rows: 1, sequence: 2 });
    await world.command('trade-union', newer.batchId, 'undo');
    world.upload('trade-union', body.batchId, list(rowOf(1)));
    await world.settle();
    expect(await world.look('trade-union', body.batchId)).toMatchObject({ status: 'done', counts: { created: 1 } });
  });
});

describe('the way back of a batch', () => {
  it('leaves whom a later list names too', async () => {
    const world = sourceWorld();
    const first = await world.send('trade-union', list(rowOf(1)), { rows: 1 });
    await world.send('trade-union', list(rowOf(1)), { rows: 1, sequence: 2 });
    await world.command('trade-union', first.batchId, 'undo');
    expect(await world.look('trade-union', first.batchId)).toMatchObject({ status: 'undone', left: 1 });
    expect(world.registry.personOf(numberOf(1))?.layer).toBe('suspected');
  });

  it('brings people back to where they lived', async () => {
    const world = sourceWorld();
    await world.send('assistance-system', recipients(rowOf(1), rowOf(2)), { rows: 2 });
    const wrong = recipients(rowOf(1, '2026-01-05', '330105'), rowOf(2, '2026-01-05', '330105'));
    const batch = await world.send('assistance-system', wrong, { rows: 2, sequence: 2 });
    expect(world.registry.personOf(numberOf(1))?.regionCode).toBe('330105');
    const moved = world.registry.personOf(numberOf(2));
    if (moved === undefined) throw new Error('nobody');
    world.registry.all.set(moved.personId, { ...moved, regionCode: '330106', version: moved.version + 1 });
    await world.command('assistance-system', batch.batchId, 'undo');
    expect(world.registry.personOf(numberOf(1))?.regionCode).toBe('330102001');
    expect(world.registry.personOf(numberOf(2))?.regionCode).toBe('330106');
  });

  it('brings a head back to the household that they left', async () => {
    const world = sourceWorld();
    await world.send('assistance-system', recipients(rowOf(1)), { rows: 1 });
    const head = world.registry.personOf(numberOf(1));
    if (head === undefined) throw new Error('nobody');
    const { personId, householdId } = head;
    const home = world.registry.households.get(householdId);
    if (home === undefined) throw new Error('no household');
    world.registry.households.set(householdId, { ...home, memberIds: [personId, 'child'], version: home.version + 1 });
    const wrong = recipients(rowOf(1, '2026-01-05', '330105'));
    const batch = await world.send('assistance-system', wrong, { rows: 1, sequence: 2 });
    expect(world.registry.households.get(householdId)).toMatchObject({ headPersonId: 'child', memberIds: ['child'] });
    const founded = world.registry.personOf(numberOf(1))?.householdId ?? '';
    await world.command('assistance-system', batch.batchId, 'undo');
    expect(world.registry.personOf(numberOf(1))).toMatchObject({ regionCode: '330102001', householdId });
    const again = world.registry.households.get(householdId);
    expect(again).toMatchObject({ headPersonId: personId, memberIds: ['child', personId] });
    expect(world.registry.households.get(founded)?.memberIds).toEqual([]);
  });

  it('is the same in whichever order two batches go it', async () => {
    const left: unknown[] = [];
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const world = sourceWorld();
      const one = await world.send('trade-union', list(rowOf(1, '2026-01-05')), { rows: 1 });
      const two = await world.send('trade-union', list(rowOf(1, '2026-02-05')), { rows: 1, sequence: 2 });
      for (const index of order) await world.command('trade-union', [one, two][index].batchId, 'undo');
      left.push(world.registry.personOf(numberOf(1))?.entries);
    }
    expect(left).toEqual([[], []]);
  });
});
