import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { dueAt } from '#shared/kernel/working-days.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud, type SeededPerson, seededPeople } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Wenzhou: no other journey reports here. */
const COUNTY = '330302';
const PREFECTURE = '330300';
const NAME = '测试满禾';

type Receipt = { readonly trackingCode: string; readonly secret: string; readonly dueAt: string };
type Order = {
  readonly workOrderId: string;
  readonly state: string;
  readonly version: number;
  readonly dueAt: string;
  readonly subject: Record<string, string>;
  readonly timeline: readonly { kind: string; actor: string }[];
};
type Step = { readonly state: string; readonly version: number; readonly personId?: string; readonly code?: string };
type Person = {
  readonly personId: string;
  readonly layer: string;
  readonly version: number;
  readonly name: string;
  readonly reasons: readonly { code: string; rule?: string; text: { zh: string; en: string } }[];
};
type Followed = {
  readonly status: string;
  readonly result?: string;
  readonly dueAt: string;
  readonly timeline: readonly { code: string }[];
};
type Figures = {
  readonly people: Record<string, Record<string, number>>;
  readonly reports: Record<string, number>;
  readonly workOrders: Record<string, number>;
};

let endpoints: Endpoints;
let api: Api;
let token: string;
let seeded: SeededPerson[];

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, COUNTY);
  seeded = seededPeople(endpoints).filter(({ regionCode }) => regionCode.startsWith(COUNTY.slice(0, 4)));
});

const bodyOf = (subject: object = {}, more: object = {}) => ({
  subject: { name: NAME, regionCode: COUNTY, situations: ['illness'], ...subject },
  ...more,
});

/** Someone of the prefecture who is on assistance. */
const registered = (at: number): SeededPerson => {
  const someone = seeded.filter(({ layer }) => layer === 'registered').at(at);
  if (someone === undefined) throw new Error('nobody is registered here');
  return someone;
};

const page = async (state = 'open'): Promise<Order[]> => {
  const orders: Order[] = [];
  let cursor = '';
  do {
    const path = `/v1/work-orders?limit=200&state=${state}${cursor}`;
    const { body } = await api.get<{ items: Order[]; nextCursor?: string }>(path, { token });
    orders.push(...body.items);
    cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  return orders;
};

/** Sends a report and finds the order that it became: the one that was not on the list before. */
const report = async (
  subject: object = {},
  more: object = {},
): Promise<Receipt & { readonly path: string; readonly id: string }> => {
  const before = new Set((await page()).map(({ workOrderId }) => workOrderId));
  const sent = await api.post<Receipt>('/v1/reports', bodyOf(subject, more));
  expect(sent.status).toBe(202);
  const [fresh] = (await page()).filter(({ workOrderId }) => !before.has(workOrderId));
  const id = fresh?.workOrderId ?? '';
  return { ...sent.body, id, path: `/v1/work-orders/${id}` };
};

const follow = async ({ trackingCode, secret }: Receipt): Promise<Followed> => {
  const answer = await api.get<Followed>(`/v1/reports/${trackingCode}`, { headers: { 'x-tracking-secret': secret } });
  expect(answer.status).toBe(200);
  return answer.body;
};

const search = async (idNumber: string): Promise<Person | undefined> => {
  const { body } = await api.post<{ items: Person[] }>(
    '/v1/people/search',
    { idNumber },
    { token: tokenOf(endpoints, 'province') },
  );
  return body.items[0];
};

const feedback = (path: string, body: object, options: object = {}) =>
  api.post<Step>(`${path}/feedback`, body, { token, ...options });

const figures = async (): Promise<Figures> =>
  (await api.get<Figures>(`/v1/statistics?regionCode=${COUNTY}`, { token })).body;
const suspected = ({ people }: Figures): number => people['suspected']?.['total'] ?? 0;

describe('a report', () => {
  it('goes the whole way: queue, list, reading, acceptance, feedback, and the reporter sees it', async () => {
    const before = await figures();
    const idNumber = newIdNumber();
    const sent = await report(
      { idNumber, phone: '13800001234', address: '人民路 1 号' },
      { reporter: { relation: 'neighbour', name: '王邻居' } },
    );
    expect(await follow(sent)).toMatchObject({ status: 'received', dueAt: sent.dueAt });

    const isOurs =
      (type: string, id: string) => (all: readonly { detail: { type: string; subject: { id: string } } }[]) =>
        all.some(({ detail }) => detail.type === type && detail.subject.id === id);
    const received = await receiveUntil(endpoints, PREFECTURE, isOurs('work-order.issued', sent.id));
    const issued = received.find(({ detail }) => detail.subject.id === sent.id);
    expect(issued).toMatchObject({
      source: 'low-income-net',
      'detail-type': 'work-order.issued',
      detail: { regionCode: COUNTY, version: 1, data: { state: 'issued', countyCode: COUNTY, dueAt: sent.dueAt } },
    });
    for (const secret of [NAME, idNumber, '13800001234', '人民路', '王邻居', sent.trackingCode]) {
      expect(JSON.stringify(issued)).not.toContain(secret);
    }

    const listed = (await page()).find(({ workOrderId }) => workOrderId === sent.id);
    expect(listed).toMatchObject({ state: 'issued', subject: { name: '测**禾' } });
    const masked = await api.get<Order>(sent.path, { token });
    expect(masked.headers.get('etag')).toBe('"1"');
    expect(masked.text).not.toContain(idNumber);
    expect(masked.text).not.toContain('人民路');
    const open = await api.get<Order>(`${sent.path}?purpose=visit`, { token });
    expect(open.body.subject).toMatchObject({ name: NAME, idNumber, phone: '13800001234', address: '人民路 1 号' });

    const taken = await api.post<Step>(`${sent.path}/acceptance`, { note: '下午去。' }, { token });
    expect(taken).toMatchObject({ status: 200, body: { state: 'accepted', version: 2 } });
    expect(await follow(sent)).toMatchObject({ status: 'being-verified' });
    const again = await api.post<Step>(`${sent.path}/acceptance`, {}, { token });
    expect(again).toMatchObject({ status: 409, body: { code: 'work-order-state' } });

    const closed = await feedback(sent.path, { outcome: 'confirmed', measures: ['temporary-assistance'] });
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', version: 3 } });
    const followed = await follow(sent);
    expect(followed).toMatchObject({ status: 'closed', result: 'looked-after', dueAt: sent.dueAt });
    expect(followed.timeline.map(({ code }) => code)).toEqual(['received', 'being-verified', 'looked-after']);

    const person = await search(idNumber);
    expect(person).toMatchObject({ personId: closed.body.personId, layer: 'suspected', name: '测**禾' });
    expect(person?.reasons).toEqual([
      expect.objectContaining({ code: 'discovery-confirmed', rule: 'REGISTRY-DISCOVERY-CONFIRMED' }),
    ]);
    expect(person?.reasons[0]?.text.en).toContain(shanghaiDay(new Date()));
    await receiveUntil(endpoints, PREFECTURE, (all) =>
      all.some(({ detail }) => detail.type === 'person.layer-changed' && detail.subject.id === person?.personId),
    );
    await eventually('the figures of the county follow', async () => {
      const now = await figures();
      return suspected(now) === suspected(before) + 1 && now.reports['closed'] === (before.reports['closed'] ?? 0) + 1;
    });
    expect((await page('closed')).map(({ workOrderId }) => workOrderId)).toContain(sent.id);
  });

  it('is due on the fifth working day, an urgent one on the next, until the end of the Shanghai day', async () => {
    const { calendar } = policyFor(shanghaiDay(new Date()));
    const due = (days: number) => dueAt(calendar, new Date(), days).dueAt;
    const [fiveBefore, oneBefore] = [due(5), due(1)];
    const normal = await report();
    const urgent = await report({}, { urgency: 'urgent' });
    // Around midnight either day is right.
    expect([fiveBefore, due(5)]).toContain(normal.dueAt);
    expect([oneBefore, due(1)]).toContain(urgent.dueAt);
    const ids = (await page()).map(({ workOrderId }) => workOrderId);
    expect(ids.indexOf(urgent.id)).toBeLessThan(ids.indexOf(normal.id));
  });

  it('that is unfounded reads as not confirmed, and nobody enters the registry', async () => {
    const idNumber = newIdNumber();
    const sent = await report({ idNumber });
    expect(await feedback(sent.path, { outcome: 'unfounded', findings: '已核实,情况不符。' })).toMatchObject({
      status: 200,
    });
    expect(await follow(sent)).toMatchObject({ status: 'closed', result: 'not-confirmed' });
    expect(await search(idNumber)).toBeUndefined();
  });

  it('of someone who is registered already reads as looked after, and changes nobody', async () => {
    const { idNumber, name } = registered(0);
    const before = await search(idNumber);
    const sent = await report({ idNumber, name });
    expect(await feedback(sent.path, { outcome: 'already-registered' })).toMatchObject({ status: 200 });
    expect(await follow(sent)).toMatchObject({ status: 'closed', result: 'looked-after' });
    expect(await search(idNumber)).toEqual(before);
  });

  it('of someone in the registry, confirmed, adds a reason to the person and does not take the layer away', async () => {
    const { idNumber, name } = registered(-1);
    const before = await search(idNumber);
    const sent = await report({ idNumber, name });
    const closed = await feedback(sent.path, { outcome: 'confirmed' });
    expect(closed.body.personId).toBe(before?.personId);
    const after = await search(idNumber);
    expect(after).toMatchObject({ layer: 'registered', version: (before?.version ?? 0) + 1 });
    expect(after?.reasons.map(({ code }) => code)).toContain('discovery-confirmed');
  });

  it('without a number needs one to be confirmed: 409 subject-unknown, then with the number', async () => {
    const sent = await report();
    const refused = await feedback(sent.path, { outcome: 'confirmed' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'subject-unknown' } });
    expect((await api.get<Order>(sent.path, { token })).body).toMatchObject({ state: 'issued', version: 1 });
    const subject = { idNumber: newIdNumber(), name: NAME, regionCode: COUNTY };
    const outside = await feedback(sent.path, { outcome: 'confirmed', subject: { ...subject, regionCode: '330102' } });
    expect(outside).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
    expect(await feedback(sent.path, { outcome: 'confirmed', subject })).toMatchObject({
      status: 200,
      body: { state: 'closed' },
    });
    expect(await search(subject.idNumber)).toMatchObject({ layer: 'suspected' });
  });
});

describe('a request that comes again', () => {
  it('with the same key gets the same bytes, and makes nothing new', async () => {
    const key = randomUUID();
    const before = (await page()).length;
    const body = bodyOf({ idNumber: newIdNumber() });
    const first = await api.post('/v1/reports', body, { key });
    const second = await api.post('/v1/reports', body, { key });
    const spelt = await api.post(
      '/v1/reports',
      JSON.stringify({ ...body, subject: { ...body.subject, name: ` ${NAME} ` } }),
      { key },
    );
    expect([second.status, second.text]).toEqual([202, first.text]);
    expect(spelt.text).toBe(first.text);
    expect(await page()).toHaveLength(before + 1);
  });

  it('five times at once is one report', async () => {
    const key = randomUUID();
    const before = (await page()).length;
    const body = bodyOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.post('/v1/reports', body, { key })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await page()).toHaveLength(before + 1);
  });

  it('with the same key and another body is refused: 422', async () => {
    const key = randomUUID();
    expect((await api.post('/v1/reports', bodyOf(), { key })).status).toBe(202);
    const other = await api.post('/v1/reports', bodyOf({ situations: ['other'] }), { key });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is the same for a step on an order', async () => {
    const sent = await report();
    const key = randomUUID();
    const first = await api.post(`${sent.path}/acceptance`, {}, { token, key });
    const second = await api.post(`${sent.path}/acceptance`, {}, { token, key });
    expect([second.status, second.text]).toEqual([200, first.text]);
    const other = await api.post(`${sent.path}/acceptance`, { note: '别的' }, { token, key });
    expect(other.status).toBe(422);
    expect((await api.get<Order>(sent.path, { token })).body.version).toBe(2);
  });
});

describe('two officials at once', () => {
  it('give feedback on one order: exactly one closes it', async () => {
    const idNumber = newIdNumber();
    const sent = await report({ idNumber });
    const outcomes = ['confirmed', 'unfounded', 'moved', 'already-registered'];
    const answers = await Promise.all(outcomes.map((outcome) => feedback(sent.path, { outcome })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { body } = await api.get<Order & { outcome: string }>(sent.path, { token });
    expect(body).toMatchObject({ state: 'closed', version: 2 });
    expect(body.timeline.filter(({ kind }) => kind === 'feedback')).toHaveLength(1);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(body.outcome).toBe(outcomes[won]);
    expect((await search(idNumber)) !== undefined).toBe(outcomes[won] === 'confirmed');
  });

  it('and one who saw an older version is refused: 412, with the present version', async () => {
    const sent = await report();
    await api.post(`${sent.path}/acceptance`, {}, { token });
    const late = await feedback(sent.path, { outcome: 'unfounded' }, { headers: { 'if-match': '"1"' } });
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect(late.headers.get('etag')).toBe('"2"');
    const right = await feedback(sent.path, { outcome: 'unfounded' }, { headers: { 'if-match': '"2"' } });
    expect(right).toMatchObject({ status: 200, body: { version: 3 } });
    const closed = await feedback(sent.path, { outcome: 'unfounded' });
    expect(closed).toMatchObject({ status: 409, body: { code: 'work-order-closed' } });
  });
});
