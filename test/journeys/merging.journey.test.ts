import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Zhoushan: no other journey reports here. */
const COUNTY = '330921';
const PREFECTURE = '330900';

type Receipt = { readonly trackingCode: string; readonly secret: string; readonly dueAt: string };
type Order = {
  readonly workOrderId: string;
  readonly state: string;
  readonly urgency: string;
  readonly dueAt: string;
  readonly situations: readonly string[];
  readonly alsoReported: number;
  readonly closedBy?: string;
  readonly mergedInto?: string;
  readonly otherReports?: readonly { workOrderId: string; reporter?: Record<string, string>; description?: string }[];
  readonly timeline?: readonly { kind: string }[];
};
type Followed = {
  readonly status: string;
  readonly result?: string;
  readonly dueAt: string;
  readonly timeline: object[];
};

let endpoints: Endpoints;
let api: Api;
let token: string;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, COUNTY);
});

const report = async (subject: object, more: object = {}): Promise<Receipt> => {
  const whole = { name: '测试禾', regionCode: COUNTY, situations: ['illness'], ...subject };
  const sent = await api.post<Receipt>('/v1/reports', { subject: whole, ...more });
  expect(sent.status).toBe(202);
  return sent.body;
};
const follow = async ({ trackingCode, secret }: Receipt): Promise<Followed> =>
  (await api.get<Followed>(`/v1/reports/${trackingCode}`, { headers: { 'x-tracking-secret': secret } })).body;
const list = async (state: string): Promise<readonly Order[]> =>
  (await api.get<{ items: Order[] }>(`/v1/work-orders?limit=200&state=${state}`, { token })).body.items;
const read = async (id: string, purpose = ''): Promise<Order> =>
  (await api.get<Order>(`/v1/work-orders/${id}${purpose}`, { token })).body;

describe('two reports of one person', () => {
  let first: Receipt;
  let second: Receipt;
  let main: Order;
  let merged: Order;

  it('become one open case with what both have seen, and the reporters read nothing of it', async () => {
    const idNumber = newIdNumber();
    first = await report({ idNumber, situations: ['illness'] });
    second = await report(
      { idNumber, situations: ['schooling'], description: '孩子停学了。' },
      { urgency: 'urgent', reporter: { relation: 'neighbour', name: '王邻居' } },
    );
    main = await eventually('one open case', async () => {
      const open = await list('open');
      return open.length === 1 && open[0]?.alsoReported === 1 ? open[0] : undefined;
    });
    expect(main).toMatchObject({
      state: 'issued',
      urgency: 'urgent',
      dueAt: second.dueAt,
      situations: ['illness', 'schooling'],
    });
    merged = (await list('closed')).find((one) => one.mergedInto === main.workOrderId) ?? main;
    expect(merged).toMatchObject({ closedBy: 'merged', mergedInto: main.workOrderId });
    for (const receipt of [first, second]) {
      expect(await follow(receipt)).toMatchObject({ status: 'received', dueAt: receipt.dueAt });
      expect((await follow(receipt)).timeline).toHaveLength(1);
    }
  });

  it('are several reporters of one case: masked, and whole for a purpose', async () => {
    const masked = await read(main.workOrderId);
    expect(masked.timeline?.map(({ kind }) => kind)).toEqual(['issued', 'merged']);
    expect(masked.otherReports).toEqual([
      expect.objectContaining({ workOrderId: merged.workOrderId, reporter: { relation: 'neighbour', name: '王*居' } }),
    ]);
    const whole = await read(main.workOrderId, '?purpose=verification');
    expect(whole.otherReports).toEqual([
      expect.objectContaining({ description: '孩子停学了。', reporter: { relation: 'neighbour', name: '王邻居' } }),
    ]);
  });

  it('are told to the region: the one closed and where it went, the other as it now is', async () => {
    const of =
      (id: string, type: string) =>
      (all: readonly { detail: { type: string; version: number; subject: { id: string } } }[]) =>
        all.some(({ detail }) => detail.subject.id === id && detail.type === type && detail.version === 2);
    const told = await receiveUntil(
      endpoints,
      PREFECTURE,
      (all) => of(merged.workOrderId, 'work-order.closed')(all) && of(main.workOrderId, 'work-order.issued')(all),
    );
    const closed = told.find(
      ({ detail }) => detail.type === 'work-order.closed' && detail.subject.id === merged.workOrderId,
    );
    expect(closed?.detail.data).toMatchObject({ closedBy: 'merged', mergedInto: main.workOrderId });
  });

  it('answer on the merged order where the case went on', async () => {
    const answer = await api.post(`/v1/work-orders/${merged.workOrderId}/acceptance`, {}, { token });
    expect(answer).toMatchObject({ status: 409, body: { code: 'work-order-closed' } });
    expect(answer.text).toContain(main.workOrderId);
  });

  it('move together when the case moves, each with its own due date, and feedback closes both', async () => {
    expect((await api.post(`/v1/work-orders/${main.workOrderId}/acceptance`, {}, { token })).status).toBe(200);
    for (const receipt of [first, second]) {
      expect(await follow(receipt)).toMatchObject({ status: 'being-verified', dueAt: receipt.dueAt });
    }
    const given = await api.post(`/v1/work-orders/${main.workOrderId}/feedback`, { outcome: 'confirmed' }, { token });
    expect(given.status).toBe(200);
    for (const receipt of [first, second]) {
      expect(await follow(receipt)).toMatchObject({ status: 'closed', result: 'looked-after', dueAt: receipt.dueAt });
    }
  });

  it('after which a third is a case of its own', async () => {
    const idNumber = newIdNumber();
    await report({ idNumber });
    const [one] = await eventually('the order', async () => {
      const open = await list('open');
      return open.length === 1 ? open : undefined;
    });
    await api.post(`/v1/work-orders/${one?.workOrderId}/feedback`, { outcome: 'unfounded' }, { token });
    const again = await report({ idNumber });
    await eventually('an order again', async () => (await list('open')).length === 1);
    expect(await follow(again)).toMatchObject({ status: 'received' });
  });
});
