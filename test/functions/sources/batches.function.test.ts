import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { sourceWorld } from './source-world.ts';

const HEADER = 'source_key,id_number,name,region_code,from';
const numberOf = (n: number): string => {
  const first = `1101051970${String(1 + (n % 9)).padStart(2, '0')}11${String(Math.floor(n / 9)).padStart(3, '0')}`;
  return first + idNumberCheckCharacter(first);
};
const rowOf = (n: number, from = '2026-01-05'): string => `K-${n},${numberOf(n)},陈小明,330102001,${from}`;
const list = (...rows: readonly string[]): Buffer => Buffer.from(`${HEADER}\n${rows.join('\n')}\n`);
const upTo = (count: number): string[] => Array.from({ length: count }, (_, n) => rowOf(n));
const zeros = { created: 0, changed: 0, closed: 0, unchanged: 0, rejected: 0, conflicts: 0 };

describe('a full list', () => {
  it('names people, and ends whom the next no longer names', async () => {
    const world = sourceWorld();
    const first = await world.send('trade-union', list(rowOf(1), rowOf(2)), { rows: 2 });
    expect(first).toMatchObject({ status: 'done', counts: { ...zeros, rows: 2, created: 2 } });
    expect(first.plan.examples.created[0]).toEqual({
      row: 1,
      sourceKey: 'K-1',
      idNumber: expect.stringMatching(/^110\*+/),
    });
    const second = await world.send('trade-union', list(rowOf(1), rowOf(3)), {
      rows: 2,
      sequence: 2,
      period: '2026-11',
    });
    expect(second.counts).toEqual({ ...zeros, rows: 2, created: 1, unchanged: 1, closed: 1 });
    expect(second.plan.counts).toEqual({ ...zeros, created: 1, unchanged: 1, closed: 1 });
    const layers = [1, 2, 3].map((n) => world.registry.personOf(numberOf(n))?.layer);
    expect(layers).toEqual(['suspected', 'exited', 'suspected']);
    expect(world.failures).toEqual([]);
  });

  it('is taken back to what was before it', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(rowOf(1), rowOf(2)), { rows: 2 });
    const before = [1, 2].map((n) => world.registry.personOf(numberOf(n))?.entries);
    const batch = await world.send('trade-union', list(rowOf(1, '2026-02-01'), rowOf(3)), { rows: 2, sequence: 2 });
    expect(batch.counts).toMatchObject({ changed: 1, created: 1, closed: 1 });
    expect(await world.command('trade-union', batch.batchId, 'undo')).toMatchObject({ status: 200 });
    expect(await world.look('trade-union', batch.batchId)).toMatchObject({ status: 'undone', left: 0 });
    expect([1, 2].map((n) => world.registry.personOf(numberOf(n))?.entries)).toEqual(before);
    expect(world.registry.personOf(numberOf(3))).toMatchObject({ layer: 'exited', entries: [] });
    const again = await world.send('trade-union', list(rowOf(1, '2026-02-01'), rowOf(3)), { rows: 2, sequence: 2 });
    expect(again.counts).toMatchObject({ changed: 1, created: 1, closed: 1 });
  });

  it('is taken back without touching what a later one changed', async () => {
    const world = sourceWorld();
    const first = await world.send('trade-union', list(rowOf(1), rowOf(2)), { rows: 2 });
    await world.send('trade-union', list(rowOf(1, '2026-03-01')), { rows: 1, sequence: 2, mode: 'delta' });
    await world.command('trade-union', first.batchId, 'undo');
    expect(await world.look('trade-union', first.batchId)).toMatchObject({ status: 'undone', left: 1 });
    expect(world.registry.personOf(numberOf(1))?.layer).toBe('suspected');
    expect(world.registry.personOf(numberOf(2))?.layer).toBe('exited');
  });

  it('does not undo what an event said after it', async () => {
    const world = sourceWorld();
    const { body } = await world.open('trade-union', list(rowOf(1)), { rows: 1 });
    const person = { idNumber: numberOf(1), name: '陈小明', regionCode: '330102001' };
    const event = { type: 'delisted', sourceKey: 'K-1', person, occurredAt: '2026-11-24T02:00:30.000Z' };
    await world.events('trade-union', [event]);
    world.upload('trade-union', body.batchId, list(rowOf(1)));
    await world.settle();
    expect(await world.look('trade-union', body.batchId)).toMatchObject({ status: 'done', counts: { conflicts: 1 } });
    expect(world.joined.get(body.batchId)).toContain('event-older');
  });

  it('ends only what is on the lists that it names', async () => {
    const world = sourceWorld();
    const lists = (...rows: readonly string[]) => Buffer.from(`${HEADER},list\n${rows.join('\n')}\n`);
    await world.send('trade-union', lists(`${rowOf(1)},a`, `${rowOf(2)},b`), { rows: 2 });
    const batch = await world.send('trade-union', lists(`${rowOf(3)},a`), { rows: 1, sequence: 2 });
    expect(batch.counts).toMatchObject({ closed: 1, created: 1 });
    expect(world.registry.personOf(numberOf(2))?.layer).toBe('suspected');
  });

  it('as a delta ends nobody', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(rowOf(1), rowOf(2)), { rows: 2 });
    const batch = await world.send('trade-union', list(rowOf(3)), { rows: 1, sequence: 2, mode: 'delta' });
    expect(batch.counts).toMatchObject({ created: 1, closed: 0 });
  });
});

describe('the full file of the assistance system', () => {
  const file = (...numbers: readonly number[]) =>
    Buffer.from(
      `${HEADER},category,evidence\n${numbers.map((n) => `${rowOf(n)},marginal,民低边〔2026〕${n}号`).join('\n')}\n`,
    );

  it('that leaves out a recipient is held, and takes nobody off the register even when it is released', async () => {
    const world = sourceWorld();
    expect(await world.send('assistance-system', file(1, 2), { rows: 2 })).toMatchObject({ status: 'done' });
    const held = await world.send('assistance-system', file(1, 3), { rows: 2, sequence: 2 });
    expect(held).toMatchObject({ status: 'held', reasons: [{ code: 'registered-without-decision' }] });
    expect(held.plan.examples.conflicts).toEqual([{ sourceKey: 'K-2', code: 'registered-without-decision' }]);
    expect(world.registry.personOf(numberOf(3))).toBeUndefined();
    expect(world.told).toMatchObject([{ type: 'batch.held', subject: { id: held.batchId }, regionCode: '330000' }]);
    expect(JSON.stringify(world.told)).not.toContain(numberOf(2));
    expect(await world.command('assistance-system', held.batchId, 'release')).toMatchObject({ status: 200 });
    const done = await world.look('assistance-system', held.batchId);
    expect(done).toMatchObject({ status: 'done', counts: { created: 1, unchanged: 1, conflicts: 1, closed: 0 } });
    expect(world.registry.personOf(numberOf(2))?.layer).toBe('registered');
  });

  it('does not call an approval over that came while its rows were applied', async () => {
    const world = sourceWorld();
    const over = Buffer.from(`${HEADER},until,category,evidence\n${rowOf(1)},2026-10-31,marginal,民低边〔2026〕9号\n`);
    const { body } = await world.open('assistance-system', over);
    world.upload('assistance-system', body.batchId, over);
    await world.runFiles();
    const { matchMany } = world.registry.people;
    Object.assign(world.registry.people, {
      matchMany: async (numbers: readonly string[]) => {
        const found = await matchMany(numbers);
        Object.assign(world.registry.people, { matchMany });
        const person = { idNumber: numberOf(1), name: '陈小明', regionCode: '330102001' };
        const granted = { category: 'marginal', evidence: '民低边〔2026〕1号', from: '2026-01-05' };
        const told = { sourceKey: 'K-1', occurredAt: '2026-01-05T00:00:00.000Z' };
        await world.events('assistance-system', [{ type: 'approved', ...told, ...granted, person }]);
        return found;
      },
    });
    await world.runChunks();
    expect(await world.look('assistance-system', body.batchId)).toMatchObject({ counts: { conflicts: 1 } });
    expect(world.registry.personOf(numberOf(1))?.layer).toBe('registered');
  });

  it('that is held can be dropped without a trace', async () => {
    const world = sourceWorld();
    await world.send('assistance-system', file(1, 2), { rows: 2 });
    const held = await world.send('assistance-system', file(1), { rows: 1, sequence: 2 });
    await world.command('assistance-system', held.batchId, 'undo');
    expect(await world.look('assistance-system', held.batchId)).toMatchObject({ status: 'undone' });
    expect((await world.command('assistance-system', held.batchId, 'release')).body).toMatchObject({
      code: 'batch-state',
    });
  });
});

describe('a file that is not as registered', () => {
  it.each([
    ['another hash', list(rowOf(1)), { sha256: 'a'.repeat(64) }, 'hash-differs'],
    ['another number of rows', list(rowOf(1), rowOf(2)), { rows: 1 }, 'rows-differ'],
    ['another size', list(rowOf(1)), { bytes: 3 }, 'size-differs'],
    ['a column less', Buffer.from(`source_key,id_number\nK-1,${numberOf(1)}\n`), {}, 'columns-missing'],
    ['a column too many', Buffer.from(`${HEADER},more\n${rowOf(1)},x\n`), {}, 'columns-unknown'],
    ['no gzip', list(rowOf(1)), { compression: 'gzip' }, 'file-not-gzip'],
  ])('%s: nothing is applied, and the reason says what was expected', async (_, bytes, over, code) => {
    const world = sourceWorld();
    const batch = await world.send('trade-union', bytes, over);
    expect(batch).toMatchObject({ status: 'refused', reasons: [{ code }] });
    expect(world.registry.all.size).toBe(0);
    expect(await world.send('trade-union', list(rowOf(1)))).toMatchObject({ status: 'done' });
  });
});

describe('rows that are wrong', () => {
  it('are rejected with what to do, and all good ones apply', async () => {
    const world = sourceWorld();
    const bad = [
      rowOf(1),
      rowOf(1),
      `K-3,110105194912310021,陈小明,330102001,2026-01-05`,
      `K-4,${numberOf(4)},=HYPERLINK(),330102001,2026-01-05`,
      `K-5,${numberOf(5)},陈小明,330602999,2026-01-05`,
      `K-6,${numberOf(6)},陈小明,330102001,2026-02-30`,
      `K-7,陈小明,${numberOf(7)},330102001,2026-01-05`,
      `K-8,${numberOf(8)},陈小明,330100,2026-01-05`,
      `${numberOf(9)},${numberOf(9)},陈小明,330102001,2026-01-05`,
      `K-10,110105491231002,陈小明,330103,2026-01-05`,
      `K-11,${numberOf(11)},陈小明,330102001`,
    ];
    const batch = await world.send('trade-union', list(...bad), { rows: bad.length });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 11, created: 2, rejected: 9 } });
    const rejects = world.joined.get(batch.batchId) ?? '';
    expect(rejects.split('\r\n').map((line) => line.split(',').slice(0, 3).join().replaceAll('"', ''))).toEqual([
      '2,source_key,duplicate-key',
      '3,id_number,id-number-check-digit',
      '4,name,formula-like',
      '5,region_code,region-unknown',
      '6,from,day-impossible',
      '7,id_number,columns-swapped',
      '8,region_code,region-too-wide',
      '9,source_key,source-key-identity',
      '11,,row-columns',
      '',
    ]);
    expect(rejects).not.toContain(numberOf(4));
    // The abolished county's successor, and the number of 15 digits as the 18 that it is today.
    expect(world.registry.personOf('11010519491231002X')?.regionCode).toBe('330105');
  });
});

describe('the work on a file', () => {
  it('is done although nobody looked for it until its day was over, and given up only where nothing came', async () => {
    const world = sourceWorld();
    const file = list(...upTo(3));
    const { body } = await world.open('trade-union', file, { rows: 3 });
    world.upload('trade-union', body.batchId, file);
    world.queues.files.length = 0;
    world.wait(24 * 60 + 1);
    await world.resume();
    await world.settle();
    expect(await world.look('trade-union', body.batchId)).toMatchObject({ status: 'done', counts: { created: 3 } });
    const { body: missing } = await world.open('trade-union', file, { rows: 3, sequence: 2 });
    world.wait(24 * 60 + 1);
    await world.resume();
    expect((await world.look('trade-union', missing.batchId)).status).toBe('expired');
  });

  it('goes on where a worker was killed, and does nothing twice', async () => {
    const world = sourceWorld();
    const file = list(...upTo(30));
    const { body } = await world.open('trade-union', file, { rows: 30 });
    world.upload('trade-union', body.batchId, file);
    await world.runFiles();
    world.registry.faults.writes = 1;
    await world.runChunks();
    expect(world.failures).toEqual(['chunk']);
    expect((await world.look('trade-union', body.batchId)).status).toBe('applying');
    world.wait(10);
    await world.resume();
    await world.settle();
    expect(await world.look('trade-union', body.batchId)).toMatchObject({
      status: 'done',
      counts: { rows: 30, created: 30, unchanged: 0 },
    });
    expect([...world.registry.all.values()].every(({ version }) => version === 1)).toBe(true);
  });

  it('of a compressed file is done in order', async () => {
    const world = sourceWorld();
    const file = gzipSync(list(...upTo(2_500)));
    const batch = await world.send('trade-union', file, { rows: 2_500, compression: 'gzip' });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 2_500, created: 2_500 } });
  });

  it('waits for the import of the same source before it', async () => {
    const world = sourceWorld();
    const first = await world.open('trade-union', list(rowOf(1)), { sequence: 1 });
    const second = await world.open('trade-union', list(rowOf(2)), { sequence: 2 });
    world.upload('trade-union', first.body.batchId, list(rowOf(1)));
    await world.runFiles();
    world.upload('trade-union', second.body.batchId, list(rowOf(2)));
    const message = world.queues.files.at(-1);
    for (let turn = 0; turn < 3; turn += 1) {
      const waiting = world.queues.files.splice(0);
      await world.runFiles();
      expect(waiting).toEqual([message]);
      world.queues.files.push(...waiting);
    }
    await world.runChunks();
    await world.settle();
    expect((await world.look('trade-union', first.body.batchId)).status).toBe('done');
    expect((await world.look('trade-union', second.body.batchId)).status).toBe('done');
  });

  it('takes a sequence once, an older one never, and the same file is the same batch', async () => {
    const world = sourceWorld();
    const batch = await world.send('trade-union', list(rowOf(1)), { sequence: 5 });
    const again = await world.open('trade-union', list(rowOf(1)), { sequence: 5 });
    expect(again.body.batchId).toBe(batch.batchId);
    expect((await world.open('trade-union', list(rowOf(2)), { sequence: 5 })).body.code).toBe('batch-sequence');
    expect((await world.open('trade-union', list(rowOf(2)), { sequence: 4 })).body.code).toBe('batch-sequence');
  });

  it('is for operators of the province', async () => {
    const world = sourceWorld();
    const claims = { sub: 'county', region: '330102', roles: '[operator]' };
    const body = { rows: 1, sha256: 'a'.repeat(64), period: '2026-10', sequence: 1 };
    const path = '/v1/sources/trade-union/batches';
    const answer = await world.call(path, { method: 'POST', key: 'k'.repeat(16), body, claims });
    expect(answer.body.code).toBe('province-required');
  });
});

describe('the circuit breaker', () => {
  it('holds a list that ends too many at once, until a person releases it', async () => {
    const world = sourceWorld();
    await world.send('trade-union', list(...upTo(1_500)), { rows: 1_500 });
    const held = await world.send('trade-union', list(...upTo(10)), { rows: 10, sequence: 2 });
    expect(held).toMatchObject({ status: 'held', plan: { counts: { closed: 1_490, unchanged: 10 } } });
    expect(held.reasons.map(({ code }: { code: string }) => code)).toEqual(['batch-shrank', 'batch-flips']);
    expect(world.registry.personOf(numberOf(700))?.layer).toBe('suspected');
    await world.command('trade-union', held.batchId, 'release');
    expect(await world.look('trade-union', held.batchId)).toMatchObject({ status: 'done', counts: { closed: 1_490 } });
    expect(world.registry.personOf(numberOf(700))?.layer).toBe('exited');
  });
});

describe('a list that does not come', () => {
  it('is told of once a turn', async () => {
    const world = sourceWorld();
    const row = `CL-1,${numberOf(1)},陈小明,330102001,2026-01-05`;
    await world.send('disabled-persons-federation', list(row));
    await world.watch();
    world.wait(40 * 24 * 60);
    await world.watch();
    expect(world.told).toEqual([]);
    world.wait(2 * 24 * 60);
    await world.watch();
    await world.watch();
    expect(world.told).toMatchObject([
      {
        type: 'feed.missing',
        subject: { kind: 'source', id: 'disabled-persons-federation' },
        data: { lastPeriod: '2026-10' },
      },
    ]);
    world.wait(31 * 24 * 60);
    await world.watch();
    expect(world.told).toHaveLength(2);
  });

  it('is told of as before where the one that came is taken back', async () => {
    const source = 'disabled-persons-federation';
    const world = sourceWorld();
    const row = (n: number) => `CL-${n},${numberOf(n)},陈小明,330102001,2026-01-05`;
    const send = (sequence: number, ...rows: readonly string[]) =>
      world.send(source, list(...rows), { sequence, rows: rows.length, period: `2026-0${5 + sequence}` });
    await send(1, row(1));
    const [second, third] = [await send(2, row(1), row(2)), await send(3, row(1), row(2), row(3))];
    world.wait(42 * 24 * 60);
    await world.command(source, second.batchId, 'undo');
    expect(world.last.get(source)).toMatchObject({ batchId: third.batchId, period: '2026-08' });
    await world.command(source, third.batchId, 'undo');
    expect(world.last.get(source)).toMatchObject({ period: '2026-06', rows: 1 });
    await world.watch();
    expect(world.told).toMatchObject([{ type: 'feed.missing', data: { lastPeriod: '2026-06' } }]);
    const told = world.last.get(source);
    await world.command(source, (await send(4, row(1))).batchId, 'undo');
    expect(world.last.get(source)).toEqual(told);
    await world.command(source, told?.batchId ?? '', 'undo');
    expect(world.last.get(source)).toBeUndefined();
  });
});
