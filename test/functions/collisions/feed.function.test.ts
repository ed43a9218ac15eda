import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PersonState } from '#shared/domain/registry/types.ts';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { feedWorld, PROVINCE } from './feed-world.ts';

const number = (n: number): string => {
  const first = `33010219800101${String(n).padStart(3, '0')}`.slice(0, 17);
  return first + idNumberCheckCharacter(first);
};
const aPerson = (n: number, over: Partial<PersonState> = {}): PersonState => ({
  personId: `P${n}`,
  regionCode: '330102001',
  layer: 'registered',
  categories: [],
  entries: [],
  householdId: `H${n}`,
  birthYear: 1980,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...over,
});
const HEADER = 'id_number,name,region_code,date';
const line = (n: number, rest = '陈小明,330102,2025-10-08'): string => `${number(n)},${rest}`;
const file = (...lines: string[]): Buffer => Buffer.from(`${[HEADER, ...lines].join('\n')}\n`, 'utf8');

let world = feedWorld();
beforeEach(() => {
  world = feedWorld();
  for (const n of [1, 2, 3]) world.people.set(number(n), aPerson(n));
  world.people.set(number(4), aPerson(4, { layer: 'exited' }));
});

describe('a file of deaths', () => {
  it('is counted whole, raises an alert a household, and drops who is not known', async () => {
    const batch = await world.send('death', file(line(1), line(2), line(4), line(9), line(1), 'x,y,z,w'), { rows: 6 });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 6, matched: 3, unmatched: 1, rejected: 2 } });
    expect(batch.rejectsUrl).toBe(`get:${batch.batchId}`);
    expect([...world.alerts.values()].map(({ personId }) => personId).sort()).toEqual(['P1', 'P2']);
    expect(world.outbox.map(({ type }) => type)).toEqual(['alert.raised', 'alert.raised']);
    const rejects = world.joined.get(batch.batchId) ?? '';
    expect(rejects).toContain('"5","id_number","duplicate-row"');
    expect(rejects).toContain('"6","id_number","id-number-shape"');
    expect(rejects).not.toContain(number(1));
    expect(world.logged.join('')).not.toContain(number(1).slice(0, 14));
  });

  it('with a wrong hash or count applies no row, and may be sent again', async () => {
    const bytes = file(line(1));
    const wrong = await world.send('death', bytes, { sha256: 'a'.repeat(64) });
    expect(wrong).toMatchObject({ status: 'refused', reasons: [{ code: 'hash-differs' }] });
    expect((await world.send('death', bytes, { rows: 2 })).reasons[0].code).toBe('rows-differ');
    expect(world.alerts.size).toBe(0);
    expect(world.asked).toEqual([]);
    expect(await world.send('death', bytes)).toMatchObject({ status: 'done', counts: { matched: 1 } });
    expect(world.alerts.size).toBe(1);
  });

  it('that comes twice changes nothing, under the same sequence or a higher one', async () => {
    const bytes = file(line(1), line(2));
    const first = await world.send('death', bytes, { rows: 2 });
    const again = await world.open('death', bytes, { rows: 2 });
    expect(again).toMatchObject({ status: 201, body: { batchId: first.batchId } });
    world.upload('death', first.batchId, bytes);
    await world.settle();
    const sent = world.outbox.length;
    expect(await world.send('death', bytes, { rows: 2, sequence: 2 })).toMatchObject({
      status: 'done',
      counts: { matched: 2 },
    });
    expect(world.outbox).toHaveLength(sent);
  });

  it('under an older sequence is refused', async () => {
    await world.send('death', file(line(1)), { sequence: 5 });
    const older = await world.open('death', file(line(2)), { sequence: 4 });
    expect(older).toMatchObject({ status: 409, body: { code: 'batch-sequence' } });
    expect(await world.open('death', file(line(2)), { sequence: 5 })).toMatchObject({ status: 409 });
  });

  it('is judged by one day, although its chunks are taken after midnight', async () => {
    world.wait(13 * 60 + 50);
    const bytes = file(line(1, '陈小明,330102,2026-11-25'), line(1));
    const { body } = await world.open('death', bytes, { rows: 2 });
    world.upload('death', body.batchId, bytes);
    await world.runFiles();
    world.wait(20);
    await world.settle();
    expect((await world.look('death', body.batchId)).counts).toMatchObject({ matched: 1, rejected: 1 });
  });

  it('is read in the version that was verified', async () => {
    const { body } = await world.open('death', file(line(1)));
    world.upload('death', body.batchId, file(line(1)));
    await world.runFiles();
    world.upload('death', body.batchId, file(line(2)));
    await world.settle();
    expect([...world.alerts.values()].map(({ personId }) => personId)).toEqual(['P1']);
  });

  it.each([
    ['a byte order mark', Buffer.concat([Buffer.from('\uFEFF'), file(line(1))]), {}],
    ['carriage returns', Buffer.from(file(line(1)).toString().replaceAll('\n', '\r\n')), {}],
    ['no last line end', file(line(1)).subarray(0, -1), {}],
    ['quotes and a line end in a cell', file(`"${number(1)}","陈""小\n明",330102,2025-10-08`), { rows: 1 }],
    ['gzip', gzipSync(file(line(1))), { compression: 'gzip' }],
    [
      'NDJSON',
      Buffer.from(`${JSON.stringify({ id_number: number(1), name: '陈', date: '2025-10-08' })}\n`),
      { format: 'ndjson' },
    ],
  ])('is taken with %s', async (_, bytes, over) => {
    const batch = await world.send('death', bytes, over);
    expect(batch.status).toBe('done');
    expect(batch.counts.rows).toBe(1);
    expect(batch.counts.matched + batch.counts.rejected).toBe(1);
  });

  it('of NDJSON with numbers that are not quoted names nobody else', async () => {
    // Rounded to what a double holds, the one would read as the other.
    const [meant, neighbour] = ['330102198001010018', '330102198001010050'];
    world.people.set(meant, aPerson(18));
    world.people.set(neighbour, aPerson(50));
    const bytes = Buffer.from(`{"id_number":${meant},"name":"陈","date":"2025-10-08"}\n`);
    const batch = await world.send('death', bytes, { format: 'ndjson' });
    expect(batch).toMatchObject({ status: 'done', counts: { matched: 1 } });
    expect([...world.alerts.values()].map(({ personId }) => personId)).toEqual(['P18']);
  });

  it('in GB18030 is read as registered, and refused where it is registered as UTF-8', async () => {
    // 陈小明 in GB18030
    const name = Buffer.from([0xb3, 0xc2, 0xd0, 0xa1, 0xc3, 0xf7]);
    const row = (n: number) => Buffer.concat([Buffer.from(`${number(n)},`), name, Buffer.from(',330102,2025-10-08\n')]);
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n`), row(1), row(2), row(3)]);
    const mislabelled = await world.send('death', bytes, { rows: 3 });
    expect(mislabelled).toMatchObject({ status: 'refused', reasons: [{ code: 'encoding-differs' }] });
    const read = await world.send('death', bytes, { rows: 3, encoding: 'gb18030' });
    expect(read).toMatchObject({ status: 'done', counts: { matched: 3, rejected: 0 } });
  });

  it('that is no gzip, or has the wrong columns, is refused', async () => {
    expect((await world.send('death', file(line(1)), { compression: 'gzip' })).reasons[0].code).toBe('file-not-gzip');
    const columns = Buffer.from(`id_number,date\n${number(1)},2025-10-08\n`);
    expect((await world.send('death', columns)).reasons[0].code).toBe('columns-missing');
    expect((await world.send('death', Buffer.alloc(0), { rows: 0 })).reasons[0].code).toBe('columns-missing');
  });

  it('without rows is done at once', async () => {
    const batch = await world.send('death', file(), { rows: 0 });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 0, matched: 0, unmatched: 0, rejected: 0 } });
  });

  it('of many rows is cut, compared in parts in any order, repeated, and counted once', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => line(n % 1_000, `陈${n},330102,2025-10-0${1 + (n % 9)}`));
    const { body } = await world.open('marriage', marriages(lines), { rows: 5_000 });
    world.upload('marriage', body.batchId, marriages(lines));
    await world.runFiles();
    expect(world.queues.chunks.map(({ chunk }) => chunk)).toEqual([0, 1, 2]);
    world.queues.chunks.reverse();
    world.queues.chunks.push(...world.queues.chunks);
    await world.settle();
    const batch = await world.look('marriage', body.batchId);
    expect(batch).toMatchObject({
      status: 'done',
      counts: { rows: 5_000, matched: 20, unmatched: 4_980, rejected: 0 },
    });
    expect(world.alerts.size).toBe(3);
    const versions = world.outbox.filter(({ subject }) => subject.id === world.outbox[0]?.subject.id);
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
  });

  it('that is compressed and long is compared in order, and taken up where it stopped', async () => {
    const bytes = gzipSync(marriages(Array.from({ length: 45_000 }, (_, n) => line(n % 1_000))));
    const { body } = await world.open('marriage', bytes, { rows: 45_000, compression: 'gzip' });
    world.upload('marriage', body.batchId, bytes);
    await world.settle();
    expect(await world.look('marriage', body.batchId)).toMatchObject({
      status: 'done',
      counts: { rows: 45_000, matched: 180 },
    });
  });
});

const marriages = (lines: readonly string[]): Buffer =>
  Buffer.from(`${HEADER},event\n${lines.map((one) => `${one},married`).join('\n')}\n`);

describe('a file of medical expenses', () => {
  const household = { householdId: 'H1', regionCode: '330102001', headPersonId: 'P1', version: 1 };
  // Half of a year's standard of one person in 330102: 1,320 yuan x 12 x 50 %.
  const file = (amount: string) =>
    Buffer.from(`id_number,name,date,amount\n${number(1)},陈小明,2026-10-31,${amount}\n`);

  it('is measured by those who live: the standard of a member who died is nobody’s to pay with', async () => {
    world.households.set('H1', { ...household, memberIds: ['P1', 'P5'] });
    world.people.set(number(5), aPerson(5, { householdId: 'H1', layer: 'exited' }));
    expect((await world.send('medical-expense', file('7920'))).counts.matched).toBe(1);
    expect(world.alerts.size).toBe(0);
    const death = { day: '2026-09-01', source: 'assistance-system' as const };
    world.people.set(number(5), aPerson(5, { householdId: 'H1', layer: 'exited', death }));
    await world.send('medical-expense', file('7919.99'), { sequence: 2 });
    expect(world.alerts.size).toBe(0);
    await world.send('medical-expense', file('7920'), { sequence: 3 });
    const [alert] = world.alerts.values();
    expect(alert?.reasons[0]?.text.zh).toContain('达到预警线 7920.00 元(月标准 × 12 × 1 人 × 50%)');
  });
});

describe('the circuit breaker', () => {
  it('holds a file in which too many of the registry are dead, and raises nothing', async () => {
    for (let n = 0; n < 400; n += 1) world.people.set(number(n), aPerson(n));
    const lines = Array.from({ length: 1_000 }, (_, n) => line(n));
    const batch = await world.send('death', file(...lines), { rows: 1_000 });
    expect(batch).toMatchObject({ status: 'held', reasons: [{ code: 'batch-flips' }] });
    expect(world.alerts.size).toBe(0);
  });

  it('compares a full file with the last full one, whatever few rows came between as a delta', async () => {
    const lines = (count: number) =>
      file(...Array.from({ length: count }, (_, n) => line(n % 1_000, `陈${n},330102,2025-10-08`)));
    const marriage = (count: number) =>
      Buffer.from(
        lines(count).toString().replace('date\n', 'date,event\n').replaceAll('2025-10-08\n', '2025-10-08,married\n'),
      );
    await world.send('marriage', marriage(2_000), { rows: 2_000, sequence: 1 });
    await world.send('marriage', marriage(5), { rows: 5, sequence: 2, mode: 'delta' });
    const batch = await world.send('marriage', marriage(1_000), { rows: 1_000, sequence: 3 });
    expect(batch).toMatchObject({ status: 'held', reasons: [{ code: 'batch-shrank' }] });
  });
});

describe('what was left behind', () => {
  it('is a file that no event told of', async () => {
    const { body } = await world.open('death', file(line(1)));
    world.upload('death', body.batchId, file(line(1)), false);
    world.wait(2);
    await world.resume();
    await world.settle();
    expect(await world.look('death', body.batchId)).toMatchObject({ status: 'done' });
  });

  it('is a file that came in time, although nobody looked for it until its day was over', async () => {
    const { body } = await world.open('death', file(line(1)));
    world.upload('death', body.batchId, file(line(1)), false);
    world.wait(60 * 24 + 1);
    await world.resume();
    await world.settle();
    expect(await world.look('death', body.batchId)).toMatchObject({ status: 'done', counts: { matched: 1 } });
  });

  it('is a file that never came', async () => {
    const { body } = await world.open('death', file(line(1)));
    world.wait(60 * 24 + 1);
    await world.resume();
    expect(await world.look('death', body.batchId)).toMatchObject({
      status: 'expired',
      reasons: [{ code: 'file-not-sent' }],
    });
    expect((await world.open('death', file(line(1)))).body.batchId).not.toBe(body.batchId);
  });

  it('is a chunk whose message was lost', async () => {
    const { body } = await world.open('death', file(line(1)));
    world.upload('death', body.batchId, file(line(1)));
    await world.runFiles();
    world.queues.chunks.length = 0;
    world.wait(4);
    await world.resume();
    await world.settle();
    expect(await world.look('death', body.batchId)).toMatchObject({ status: 'done', counts: { matched: 1 } });
  });
});

describe('the door of feeds', () => {
  it('shows columns with examples', async () => {
    expect((await world.call('/v1/feeds')).body.items).toHaveLength(3);
    expect((await world.call('/v1/feeds/death')).body.columns[0]).toMatchObject({ name: 'id_number', unique: true });
    expect(await world.call('/v1/feeds/unknown')).toMatchObject({ status: 404 });
  });

  it('is for operators of the province, and a department for its own', async () => {
    const county = { ...PROVINCE, region: '330102' };
    const post = { method: 'POST', key: 'key-0123456789012345', body: {} };
    expect(await world.call('/v1/feeds/death/batches', { ...post, claims: county })).toMatchObject({
      status: 403,
      body: { code: 'province-required' },
    });
    const medical = { ...PROVINCE, department: 'medical-insurance' };
    expect(await world.call('/v1/feeds/death/batches', { ...post, claims: medical })).toMatchObject({ status: 404 });
    expect((await world.call('/v1/feeds', { claims: medical })).body.items).toHaveLength(1);
    expect(await world.call('/v1/feeds', { claims: { ...PROVINCE, roles: '[caseworker]' } })).toMatchObject({
      status: 403,
    });
  });

  it('answers the same key as the first time, another body under it not, and no key neither', async () => {
    const bytes = file(line(1));
    const first = await world.open('death', bytes, {}, 'key-0123456789012345');
    expect(await world.open('death', bytes, {}, 'key-0123456789012345')).toMatchObject({
      status: 201,
      body: { batchId: first.body.batchId },
    });
    expect(await world.open('death', bytes, { rows: 2 }, 'key-0123456789012345')).toMatchObject({ status: 422 });
    expect(await world.open('death', bytes, {}, 'short')).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key' },
    });
  });

  it('says what is wrong with a manifest', async () => {
    const { status, body } = await world.open('death', file(), { rows: -1, sha256: 'x', period: '2026-13', more: 1 });
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/more',
      '/period',
      '/rows',
      '/sha256',
    ]);
  });
});
