import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, endpoints as readEndpoints } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { rootClient } from '../../scripts/local-cloud/stage.ts';

const COUNTY = '331083';
const NUMBER = newIdNumber();

let endpoints: Endpoints;
let api: Api;
let official: string;
let auditor: string;
let citizen: string;
let personId: string;
let workOrderId: string;
let table: DynamoDBDocumentClient;
/** An instant before anything of this journey happened. */
let from: string;

type Access = { by: string; act: string; who: { zh: string }; what: { zh: string }; purpose?: string };
type Verification = { status: string; entries?: number; firstBreak?: { day: string; kind: string; at?: string } };

const citizenToken = async (idNumber: string): Promise<string> => {
  const answer = await fetch(`${endpoints.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'local-citizen', id_number: idNumber }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

/** A person of the county: reported, and confirmed by its official. */
const confirm = async (): Promise<void> => {
  const subject = { name: '测试平', idNumber: NUMBER, regionCode: COUNTY, situations: ['illness'] };
  await api.post('/v1/reports', { subject });
  const order = await eventually('the work order', async () => {
    const { body } = await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', {
      token: official,
    });
    return body.items[0];
  });
  workOrderId = order.workOrderId;
  const path = `/v1/work-orders/${workOrderId}`;
  await api.get(`${path}?purpose=verification`, { token: official });
  const { body } = await api.post<{ personId: string }>(
    `${path}/feedback`,
    { outcome: 'confirmed' },
    { token: official },
  );
  personId = body.personId;
};

beforeAll(async () => {
  endpoints = await readEndpoints();
  api = apiOf(endpoints);
  official = tokenOf(endpoints, COUNTY);
  auditor = tokenOf(endpoints, 'auditor');
  citizen = await citizenToken(NUMBER);
  table = DynamoDBDocumentClient.from(new DynamoDBClient(rootClient(endpoints.aws)));
  from = new Date().toISOString();
  await confirm();
});

const auditTable = (): string => endpoints.tables['audit'] ?? '';
const me = async <Body>(what: string, token = citizen) => (await api.get<Body>(`/v1/me/${what}`, { token })).body;
const accessLog = async () => (await me<{ items: Access[] }>('access-log')).items;

/** Entries about the person, from the table itself. */
const entries = async () => {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: auditTable(),
      IndexName: 'subject',
      KeyConditionExpression: 'subjectKey = :subject',
      ExpressionAttributeValues: { ':subject': `person#${personId}` },
    }),
  );
  return Items;
};

const verify = async (): Promise<Verification> => {
  const today = shanghaiDay(new Date());
  const started = await api.post<{ verificationId: string }>(
    '/v1/audit/verification',
    { from: today, to: today },
    { token: auditor },
  );
  expect(started.status).toBe(202);
  const path = `/v1/audit/verification/${started.body.verificationId}`;
  return eventually('the verdict', async () => {
    const { body } = await api.get<Verification>(path, { token: auditor });
    return body.status === 'running' ? undefined : body;
  });
};

describe('a citizen', () => {
  it('reads what is held about them, masked', async () => {
    const record = await me<Record<string, unknown>>('record');
    expect(record).toMatchObject({ inRegistry: true, layer: 'suspected', name: '测*平', householdSize: 1 });
    expect(JSON.stringify(record)).not.toContain(NUMBER);
    const { items } = await me<{ items: { kind: string; actor: string }[] }>('timeline');
    expect(JSON.stringify(items)).not.toContain(`region-${COUNTY}`);
  });

  it('sees an official’s look at their record and at their work order, and their own', async () => {
    await api.get(`/v1/people/${personId}?purpose=visit`, { token: official });
    const seen = await eventually('the look in the access log', async () => {
      const items = await accessLog();
      return items.some(({ purpose }) => purpose === 'visit') && items.some(({ what }) => what.zh.includes('工单'))
        ? items
        : undefined;
    });
    expect(seen.find(({ purpose }) => purpose === 'visit')).toMatchObject({ by: 'official', act: 'read-unmasked' });
    expect(seen.some(({ by }) => by === 'you')).toBe(true);
    expect(JSON.stringify(seen)).not.toContain(`region-${COUNTY}`);
  });

  it('who is not in the registry is told so, and sees nobody’s log', async () => {
    const stranger = await citizenToken(newIdNumber());
    expect(await me('record', stranger)).toMatchObject({ inRegistry: false });
    expect(await me('access-log', stranger)).toEqual({ items: [] });
  });

  it('asks for a correction, which the locality gets as a work order and the citizen follows by its code', async () => {
    const body = { field: 'phone', text: '我的手机号换了。' };
    const asked = await api.post<Record<string, string>>('/v1/me/corrections', body, { token: citizen });
    expect(asked.status).toBe(202);
    const { trackingCode = '', secret = '' } = asked.body;
    const followed = await api.get<{ status: string }>(`/v1/reports/${trackingCode}`, {
      headers: { 'x-tracking-secret': secret },
    });
    expect(followed).toMatchObject({ status: 200, body: { status: 'received' } });
    const { body: list } = await api.get<{ items: { workOrderId: string; situations: string[] }[] }>(
      '/v1/work-orders?limit=200',
      { token: official },
    );
    const order = list.items.find(({ situations }) => situations.join() === 'other');
    const whole = await api.get<{ subject: { description: string } }>(
      `/v1/work-orders/${order?.workOrderId}?purpose=correction`,
      { token: official },
    );
    expect(whole.body.subject.description).toContain(body.text);
    const done = await api.post(
      `/v1/work-orders/${order?.workOrderId}/feedback`,
      { outcome: 'confirmed', note: '已更正。' },
      { token: official },
    );
    expect(done.status).toBe(200);
    const after = await api.get<{ status: string }>(`/v1/reports/${trackingCode}`, {
      headers: { 'x-tracking-secret': secret },
    });
    expect(after.body.status).toBe('closed');
  });
});

describe('an auditor', () => {
  it('reads who looked at a person, and is in it the next time', async () => {
    const path = `/v1/audit?subject=${personId}`;
    const first = await api.get<{ items: { actor: string; act: string }[] }>(path, { token: auditor });
    expect(first.status).toBe(200);
    expect(first.body.items.map(({ actor }) => actor)).toContain(`region-${COUNTY}`);
    await eventually('the auditor’s own look', async () => {
      const { body } = await api.get<{ items: { act: string }[] }>(path, { token: auditor });
      return body.items.some(({ act }) => act === 'read-audit');
    });
    expect((await accessLog()).some(({ who }) => who.zh.includes('审计'))).toBe(true);
  });

  it('is told that the chain is whole', async () => {
    await eventually('every entry sealed', async () => {
      const { Items = [] } = await table.send(
        new QueryCommand({
          TableName: auditTable(),
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `SEAL#${shanghaiDay(new Date())}` },
          ConsistentRead: true,
        }),
      );
      const sealed = new Set(
        Items.flatMap(({ entries: covered }) => (covered as { key: string }[]).map(({ key }) => key)),
      );
      return (await entries()).every(({ pk, sk }) => sealed.has(`${pk}/${sk}`));
    });
    const { status, entries: compared = 0, firstBreak } = await verify();
    expect([status, firstBreak]).toEqual(['verified', undefined]);
    expect(compared).toBeGreaterThan(5);
  });

  it('is told that an entry was changed behind everybody’s back, and that it is whole again once it is put back', async () => {
    const key = (await entries()).find(({ sk }) => String(sk) > from);
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName: auditTable(),
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': key?.['pk'], ':sk': key?.['sk'] },
      }),
    );
    const [before] = Items;
    await table.send(new PutCommand({ TableName: auditTable(), Item: { ...before, actor: 'somebody-else' } }));
    expect(await verify()).toMatchObject({ status: 'broken', firstBreak: { kind: 'edited' } });
    await table.send(new DeleteCommand({ TableName: auditTable(), Key: { pk: before?.['pk'], sk: before?.['sk'] } }));
    expect(await verify()).toMatchObject({ status: 'broken', firstBreak: { kind: 'dropped' } });
    await table.send(new PutCommand({ TableName: auditTable(), Item: { ...before } }));
    // What was put back is sealed anew with the time at which the table took it; it says the same, so nothing is broken.
    await sleep(2_000);
    expect(await verify()).toMatchObject({ status: 'verified' });
  });
});
