import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, endOfShanghaiDay, shanghaiDay } from '#shared/kernel/time.ts';
import { type Api, apiOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { type Envelope, receiveUntil } from '#test/support/queues.ts';
import { tokenFor } from '#test/support/tokens.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { rootClient } from '../../scripts/local-cloud/stage.ts';

/** Zhoushan: no other journey reports here. */
const PREFECTURE = '330900';
const COUNTY = '330902';
const NEIGHBOUR = '330903';

type Receipt = { readonly trackingCode: string; readonly secret: string; readonly dueAt: string };
type Order = {
  readonly workOrderId: string;
  readonly state: string;
  readonly version: number;
  readonly dueAt: string;
  readonly createdAt: string;
  readonly regionCode: string;
  readonly overdue: boolean;
  readonly origin?: string;
  readonly follows?: string;
  readonly closedBy?: string;
  readonly escalation?: { level: string };
  readonly subject: Readonly<Record<string, string>>;
  readonly visits: readonly Readonly<Record<string, unknown>>[];
  readonly objectionReason?: string;
  readonly handOverReason?: string;
  readonly timeline: readonly { kind: string }[];
};
type Step = {
  state: string;
  version: number;
  dueAt?: string;
  issuedAs?: string;
  personId?: string;
  code?: string;
  facts?: object;
};
type Followed = {
  readonly status: string;
  readonly result?: string;
  readonly dueAt: string;
  readonly timeline: readonly { code: string; text: { zh: string; en: string } }[];
};

let endpoints: Endpoints;
let api: Api;
/** Two officials of the county, one of the neighbour, one of the prefecture: people, not systems. */
let first: string;
let second: string;
let neighbour: string;
let above: string;

const official = (sub: string, region: string) =>
  tokenFor(endpoints, { aud: 'official', sub, region, roles: ['caseworker'] });

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  first = await official('loop-first', COUNTY);
  second = await official('loop-second', COUNTY);
  neighbour = await official('loop-neighbour', NEIGHBOUR);
  above = await official('loop-above', PREFECTURE);
});

const path = (id: string, what = '') => `/v1/work-orders/${id}${what === '' ? '' : `/${what}`}`;
const idsOf = async (token: string): Promise<string[]> => {
  const { body } = await api.get<{ items: Order[] }>('/v1/work-orders?limit=200', { token });
  return body.items.map(({ workOrderId }) => workOrderId);
};

/** A report and its order, as the locality finds it in its list. */
const report = async (token = first, regionCode = COUNTY): Promise<{ receipt: Receipt; id: string }> => {
  const before = new Set(await idsOf(token));
  const subject = {
    name: '测试舟',
    idNumber: newIdNumber(),
    regionCode,
    situations: ['illness'],
    address: '海边路 9 号',
  };
  const sent = await api.post<Receipt>('/v1/reports', { subject });
  expect(sent.status).toBe(202);
  const id = await eventually('the order in the list', async () =>
    (await idsOf(token)).find((one) => !before.has(one)),
  );
  return { receipt: sent.body, id };
};

const command = (id: string, what: string, body: object, token = first) =>
  api.post<Step>(path(id, what), body, { token });
const read = async (id: string, token = first): Promise<Order> =>
  (await api.get<Order>(`${path(id)}?purpose=verification`, { token })).body;
const follow = async ({ trackingCode, secret }: Receipt): Promise<Followed> =>
  (await api.get<Followed>(`/v1/reports/${trackingCode}`, { headers: { 'X-Tracking-Secret': secret } })).body;
const object = ({ trackingCode, secret }: Receipt, reason = '来的时候家里没有人。') =>
  api.post<{ status: string; dueAt: string; code?: string }>(
    `/v1/reports/${trackingCode}/objections`,
    { reason },
    { headers: { 'X-Tracking-Secret': secret } },
  );

const VISIT = { visitors: ['王芳', '李强'], findings: '一人在家,卧床,邻居送饭。' };
const visitNow = () => ({ ...VISIT, visitedAt: new Date().toISOString() });

/** Messages of the prefecture's queue about some orders, until they are what is wanted. */
const heard: Envelope[] = [];
const hear = async (ids: readonly string[], types: readonly string[]): Promise<void> => {
  const told = () =>
    heard.flatMap(({ detail }) =>
      ids.includes(detail.subject.id) && types.includes(detail.type) ? [detail.type] : [],
    );
  const enough = () => types.every((type) => told().includes(type));
  if (enough()) return;
  await receiveUntil(endpoints, PREFECTURE, (received) => {
    heard.push(...received.filter((one) => !heard.includes(one)));
    return enough();
  });
};

describe('a report that takes time', () => {
  it('is taken up, visited by two, extended, and closed; the reporter reads each step in plain words', async () => {
    const { receipt, id } = await report();
    expect((await command(id, 'acceptance', {})).body.state).toBe('accepted');
    expect((await command(id, 'visits', visitNow())).body.state).toBe('visiting');
    const extended = await command(id, 'extensions', { reason: '女儿周末回来。' });
    expect(extended.body.dueAt?.localeCompare(receipt.dueAt)).toBe(1);
    expect((await command(id, 'extensions', { reason: '再等等。' })).body.code).toBe('extension-used');
    expect(await read(id)).toMatchObject({ state: 'visiting', visits: [VISIT], dueAt: extended.body.dueAt });
    expect(await follow(receipt)).toMatchObject({ status: 'being-verified', dueAt: extended.body.dueAt });

    const closed = await command(id, 'feedback', { outcome: 'confirmed', measures: ['temporary-assistance'] });
    expect(closed.body).toMatchObject({ state: 'closed', personId: expect.any(String) });
    const followed = await follow(receipt);
    expect(followed).toMatchObject({ status: 'closed', result: 'looked-after' });
    expect(followed.timeline.map(({ code }) => code)).toEqual([
      'received',
      'being-verified',
      'visited',
      'extended',
      'looked-after',
    ]);
    expect(JSON.stringify(followed)).not.toMatch(/王芳|卧床|女儿|名册|测试舟/);
    await hear([id], ['work-order.issued', 'work-order.accepted', 'work-order.closed']);
  });
});

describe('a person who lives elsewhere', () => {
  it('is passed on: it closes here, begins there with all that is known, and the reporter follows it', async () => {
    const { receipt, id } = await report();
    await command(id, 'visits', visitNow());
    const passed = await command(id, 'transfer', { regionCode: NEIGHBOUR, reason: '住儿子家。' });
    expect(passed.body).toMatchObject({ state: 'closed', issuedAs: expect.any(String) });
    const there = passed.body.issuedAs ?? '';
    expect((await api.get(path(there), { token: first })).status).toBe(404);
    expect(await read(there, neighbour)).toMatchObject({
      state: 'issued',
      regionCode: NEIGHBOUR,
      follows: id,
      handOverReason: '住儿子家。',
      subject: { name: '测试舟', address: '海边路 9 号' },
      visits: [VISIT],
    });
    expect((await command(id, 'feedback', { outcome: 'unfounded' })).body).toMatchObject({
      code: 'work-order-closed',
      facts: { issuedAs: there },
    });
    expect((await command(there, 'feedback', { outcome: 'already-registered' }, neighbour)).status).toBe(200);
    const followed = await follow(receipt);
    expect(followed).toMatchObject({ status: 'closed', result: 'looked-after' });
    expect(followed.timeline.map(({ code }) => code)).toEqual(['received', 'visited', 'passed-on', 'looked-after']);
    await hear([id], ['work-order.transferred']);
    await hear([there], ['work-order.issued', 'work-order.closed']);
  });

  it('nobody knows where goes back to the prefecture, which finds the place', async () => {
    const { receipt, id } = await report();
    const back = await command(id, 'return', { reason: '查无此地址。' });
    const above1 = back.body.issuedAs ?? '';
    expect(await idsOf(above)).toContain(above1);
    expect(await idsOf(first)).not.toContain(above1);
    const on = await command(above1, 'transfer', { regionCode: NEIGHBOUR, reason: '在普陀。' }, above);
    expect(on.status).toBe(200);
    const there = on.body.issuedAs ?? '';
    expect((await command(there, 'acceptance', {}, neighbour)).status).toBe(200);
    expect(await follow(receipt)).toMatchObject({ status: 'being-verified' });
    await hear([above1], ['work-order.issued', 'work-order.transferred']);
    const statistics = await api.get<{ workOrders: Record<string, number> }>('/v1/statistics', { token: above });
    expect(statistics.body.workOrders['closed']).toBeGreaterThan(0);
  });
});

describe('an objection', () => {
  it('goes to somebody else, once, with all that is known of the person', async () => {
    const { receipt, id } = await report();
    expect((await object(receipt)).body.code).toBe('report-not-closed');
    await command(id, 'feedback', { outcome: 'unfounded', findings: '家里没有人。' });
    expect(await follow(receipt)).toMatchObject({ status: 'closed', result: 'not-confirmed' });
    const before = new Set(await idsOf(first));

    const taken = await object(receipt);
    expect([taken.status, taken.body.status]).toEqual([202, 'received']);
    expect((await object(receipt)).body.code).toBe('objection-used');
    const reopened = await follow(receipt);
    expect([reopened.status, reopened.result, reopened.dueAt]).toEqual(['received', undefined, taken.body.dueAt]);

    const again = await eventually('the new order', async () => (await idsOf(first)).find((one) => !before.has(one)));
    expect(await read(again)).toMatchObject({
      origin: 'objection',
      follows: id,
      subject: { name: '测试舟', address: '海边路 9 号' },
      objectionReason: '来的时候家里没有人。',
    });
    expect((await command(again, 'feedback', { outcome: 'unfounded' })).body.code).toBe('same-official');
    expect((await command(again, 'feedback', { outcome: 'confirmed' }, second)).body.personId).toEqual(
      expect.any(String),
    );
    expect(await follow(receipt)).toMatchObject({ status: 'closed', result: 'looked-after' });
    expect((await object(receipt)).body.code).toBe('objection-used');
    await hear([again], ['work-order.issued', 'work-order.closed']);
  });

  it('with a wrong code or secret is answered with the same bytes as one to nothing', async () => {
    const { receipt } = await report();
    const nothing = await object({ ...receipt, trackingCode: randomBytes(13).toString('hex').toUpperCase() });
    const wrong = await object({ ...receipt, secret: 'A'.repeat(26) });
    expect([wrong.status, wrong.text]).toEqual([404, nothing.text]);
  });
});

describe('an order that nobody takes up', () => {
  const wake = async (): Promise<void> => {
    const lambda = new LambdaClient(rootClient(endpoints.aws));
    let name: string | undefined;
    let Marker: string | undefined;
    do {
      const page = await lambda.send(new ListFunctionsCommand(Marker === undefined ? {} : { Marker }));
      name ??= page.Functions?.find(({ FunctionName = '' }) =>
        FunctionName.includes('WorkOrdersEscalate'),
      )?.FunctionName;
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: name }));
    expect(FunctionError).toBeUndefined();
  };

  /** The clock cannot be turned, so the deadline is put back, as if the days had passed. */
  const putBack = async (id: string, days: number): Promise<void> => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(rootClient(endpoints.aws)));
    const dueAt = endOfShanghaiDay(addDays(shanghaiDay(new Date()), -days));
    await client.send(
      new UpdateCommand({
        TableName: endpoints.tables['cases'],
        Key: { pk: `WORK-ORDER#${id}`, sk: 'STATE' },
        UpdateExpression: 'SET dueAt = :due, openSk = :sort',
        ExpressionAttributeValues: { ':due': dueAt, ':sort': `${dueAt}#${id}` },
      }),
    );
  };

  it('goes up to county, prefecture and province: each is told once, however often the schedule runs', async () => {
    const { id } = await report(neighbour, NEIGHBOUR);
    await putBack(id, 30);
    await Promise.all([wake(), wake()]);
    await wake();
    const order = await read(id, neighbour);
    expect(order).toMatchObject({ state: 'issued', overdue: true, escalation: { level: 'province' } });
    expect(order.timeline.map(({ kind }) => kind)).toEqual(['issued', 'escalated', 'escalated', 'escalated']);
    const levels = () =>
      heard.flatMap(({ detail }) =>
        detail.type === 'work-order.escalated' && detail.subject.id === id ? [detail.data['level']] : [],
      );
    await receiveUntil(endpoints, PREFECTURE, (received) => {
      heard.push(...received.filter((one) => !heard.includes(one)));
      return levels().length >= 3;
    });
    expect(levels().toSorted()).toEqual(['county', 'prefecture', 'province']);
    expect((await command(id, 'extensions', { reason: '忘了。' }, neighbour)).body.code).toBe('work-order-overdue');
    expect((await command(id, 'feedback', { outcome: 'unfounded' }, neighbour)).status).toBe(200);
  });
});
