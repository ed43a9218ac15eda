import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud, type SeededPerson, seededPeople } from '#test/support/local-cloud.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

type Batch = {
  readonly batchId: string;
  readonly status: string;
  readonly counts: {
    readonly rows: number;
    readonly matched?: number;
    readonly unmatched?: number;
    readonly rejected: number;
  };
  readonly reasons: readonly { readonly code: string }[];
  readonly rejectsUrl?: string;
  readonly uploadUrl: string;
  readonly uploadHeaders: Record<string, string>;
};
type Alert = {
  readonly alertId: string;
  readonly kind: string;
  readonly state: string;
  readonly regionCode: string;
  readonly version: number;
};
type Page = { readonly items: readonly Alert[]; readonly nextCursor?: string };

const SETTLED = ['done', 'refused', 'held', 'expired'];
let endpoints: Endpoints;
let api: Api;
let token: string;
let people: SeededPerson[];
let sequence = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, 'province');
  people = rotated(
    seededPeople(endpoints).filter(({ layer, regionCode }) => layer !== 'exited' && regionCode.startsWith('3301')),
  );
});

const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
const nextSequence = (): number => (sequence += 1);

const register = (type: string, manifest: object) =>
  api.post<Batch>(`/v1/feeds/${type}/batches`, { period: '2026-10', ...manifest }, { token });

const put = async (opened: Batch, file: Buffer): Promise<void> => {
  const sent = await fetch(opened.uploadUrl, {
    method: 'PUT',
    headers: opened.uploadHeaders,
    body: new Uint8Array(file),
  });
  expect(sent.status).toBe(200);
};

const settled = (type: string, batchId: string): Promise<Batch> =>
  eventually(`batch ${batchId} settles`, async () => {
    const { body } = await api.get<Batch>(`/v1/feeds/${type}/batches/${batchId}`, { token });
    return SETTLED.includes(body.status) ? body : undefined;
  });

/** Registers a file, sends it, and waits until it has been through. */
const send = async (type: string, file: Buffer, manifest: object): Promise<Batch> => {
  const opened = await register(type, { sha256: hashOf(file), sequence: nextSequence(), ...manifest });
  expect(opened.status).toBe(201);
  await put(opened.body, file);
  return settled(type, opened.body.batchId);
};

const deaths = (...rows: readonly string[]): Buffer =>
  Buffer.from(`id_number,name,region_code,date\n${rows.join('\n')}\n`);
const rowOf = ({ idNumber, name }: SeededPerson, day = '2026-10-08'): string => `${idNumber},${name},,${day}`;

/** People of Hangzhou of as many villages, and so of as many households, that no other test of this file uses. */
const take = (count: number): SeededPerson[] => {
  const byVillage = new Map(people.map((person) => [person.regionCode, person]));
  const taken = [...byVillage.values()].slice(0, count);
  people = people.filter(({ regionCode }) => !taken.some((person) => person.regionCode === regionCode));
  return taken;
};

/** From anywhere on: a second run against the same cloud meets other people. */
const rotated = <T>(all: readonly T[]): T[] => {
  const start = Date.now() % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
};

const alertsOf = async (regionCode: string, options: { state?: string } = {}): Promise<Alert[]> => {
  const query = new URLSearchParams({ regionCode, limit: '200', ...options });
  const { body } = await api.get<Page>(`/v1/alerts?${query.toString()}`, { token: tokenOf(endpoints, '330100') });
  return [...body.items];
};

const rejectsOf = async (batch: Batch): Promise<string> => {
  const answer = await fetch(batch.rejectsUrl ?? '');
  expect(answer.status).toBe(200);
  return answer.text();
};

describe('a file of deaths', () => {
  it('goes from the upload to the region, and an outcome closes what it raised', async () => {
    const [one] = take(1);
    if (one === undefined) throw new Error('nobody was seeded');
    const before = new Set((await alertsOf('330100')).map(({ alertId }) => alertId));
    const file = deaths(rowOf(one), '110105194912310021,陈小明,,2026-10-08', `${one.idNumber},陈小明,,2026-10-09`);
    const batch = await send('death', file, { rows: 3 });
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 3, matched: 1, unmatched: 0, rejected: 2 } });

    const rejects = await rejectsOf(batch);
    expect(rejects).toContain('"2","id_number","id-number-check-digit"');
    expect(rejects).toContain('"3","id_number","duplicate-row"');
    expect(rejects).not.toContain(one.idNumber);

    const alert = await eventually('the alert is on the list', async () =>
      (await alertsOf('330100')).find(({ alertId }) => !before.has(alertId)),
    );
    expect(alert).toMatchObject({ kind: 'death', state: 'raised', version: 1 });

    const told = (id: string, type: string) =>
      receiveUntil(endpoints, '330100', (all) =>
        all.some(({ detail }) => detail.subject.id === id && detail.type === type),
      );
    const raised = (await told(alert.alertId, 'alert.raised')).find(
      ({ detail }) => detail.subject.id === alert.alertId,
    );
    expect(JSON.stringify(raised)).not.toContain(one.idNumber);
    expect(JSON.stringify(raised)).not.toContain(one.name);

    const county = { token: tokenOf(endpoints, one.regionCode.slice(0, 6)) };
    const path = `/v1/alerts/${alert.alertId}`;
    expect((await api.post(`${path}/acknowledgement`, { note: '今天入户。' }, county)).body).toMatchObject({
      state: 'acknowledged',
      version: 2,
    });
    expect((await api.post(`${path}/acknowledgement`, {}, county)).status).toBe(409);
    const late = await api.post(`${path}/outcome`, { outcome: 'true' }, { ...county, headers: { 'if-match': '"1"' } });
    expect(late.status).toBe(412);
    const closed = await api.post(
      `${path}/outcome`,
      { outcome: 'true', note: '属实。' },
      { ...county, headers: { 'if-match': '"2"' } },
    );
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'true', version: 3 });
    expect((await api.post(`${path}/outcome`, { outcome: 'false' }, county)).body).toMatchObject({
      code: 'alert-closed',
    });
    await told(alert.alertId, 'alert.closed');
    const seen = await api.get(path, county);
    expect(seen.headers.get('etag')).toBe('"3"');
    expect(seen.body).toMatchObject({ state: 'closed', outcome: 'true' });

    expect((await api.get(path, { token: tokenOf(endpoints, '330200') })).status).toBe(404);
    expect((await api.get('/v1/alerts?regionCode=330100', { token: tokenOf(endpoints, '330200') })).status).toBe(403);
  });

  it('with a wrong hash applies no row, and the same file can be sent again', async () => {
    const [one] = take(1);
    if (one === undefined) throw new Error('nobody was seeded');
    const file = deaths(rowOf(one));
    const known = (await alertsOf('330100')).length;
    const manifest = { rows: 1, sequence: nextSequence() };
    const refused = await send('death', file, { ...manifest, sha256: 'a'.repeat(64) });
    expect(refused).toMatchObject({
      status: 'refused',
      reasons: [{ code: 'hash-differs' }],
      counts: { rows: 1, rejected: 0 },
    });
    expect(await alertsOf('330100')).toHaveLength(known);
    expect(await send('death', file, manifest)).toMatchObject({ status: 'done', counts: { matched: 1 } });
    await eventually('its alert', async () => (await alertsOf('330100')).length === known + 1);
  });

  it('that comes twice changes nothing, and an older sequence is refused', async () => {
    const [one, two] = take(2);
    if (one === undefined || two === undefined) throw new Error('nobody was seeded');
    const file = deaths(rowOf(one), rowOf(two));
    const manifest = { rows: 2, sha256: hashOf(file), sequence: nextSequence() };
    const first = await send('death', file, manifest);
    const states = async () => (await alertsOf('330100')).map(({ alertId, version }) => `${alertId}:${version}`);
    const before = await states();
    expect((await register('death', manifest)).body.batchId).toBe(first.batchId);
    expect(await send('death', file, { rows: 2 })).toMatchObject({ status: 'done', counts: { matched: 2 } });
    expect(await states()).toEqual(before);
    const older = await register('death', { ...manifest, sha256: 'b'.repeat(64) });
    expect(older).toMatchObject({ status: 409, body: { code: 'batch-sequence' } });
  });
});

/** A number that is well formed and nobody's: the seed knows no one first registered in Beijing. */
const stranger = (n: number): string => {
  const first = `11010519${String(50 + (n % 50))}0101${String(Math.floor(n / 50)).padStart(3, '0')}`;
  return first + idNumberCheckCharacter(first);
};

describe('a long file of medical expenses', () => {
  it.each([
    ['is compared in chunks', false],
    ['is compared in order where it is compressed', true],
  ])('%s, and adds up', async (_, compressed) => {
    const known = take(20);
    const rows = Array.from({ length: 4_500 }, (_row, n) => {
      const number = known[Math.floor(n / 200)]?.idNumber;
      const person = n % 200 === 0 && number !== undefined ? number : stranger(n);
      return `${person},"陈""小明",2026-10-08,${n % 400 === 0 ? '9900000.00' : '1.00'}`;
    });
    const csv = Buffer.from(`\uFEFFid_number,name,date,amount\r\n${rows.join('\r\n')}`);
    const file = compressed ? gzipSync(csv) : csv;
    const form = compressed ? { compression: 'gzip' } : {};
    const before = (await alertsOf('330100')).length;
    const batch = await send('medical-expense', file, { rows: rows.length, bytes: file.length, ...form });
    expect(batch).toMatchObject({
      status: 'done',
      reasons: [],
      counts: { rows: 4_500, matched: 20, unmatched: 4_480, rejected: 0 },
    });
    await eventually('alerts', async () => (await alertsOf('330100')).length > before);
  });
});

describe('the door of feeds', () => {
  it('is for operators of the province', async () => {
    const county = { token: tokenOf(endpoints, '330102') };
    expect((await api.get('/v1/feeds/death', county)).status).toBe(200);
    const body = { rows: 1, sha256: 'a'.repeat(64), period: '2026-10', sequence: nextSequence() };
    expect(await api.post('/v1/feeds/death/batches', body, county)).toMatchObject({
      status: 403,
      body: { code: 'province-required' },
    });
    expect((await api.post('/v1/feeds/nothing/batches', body, { token })).status).toBe(404);
  });
});
