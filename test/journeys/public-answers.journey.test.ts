import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud, seededPeople } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

const COUNTY = '330604';

let endpoints: Endpoints;
let api: Api;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
});

const subjectWith = (more: object) => ({
  subject: { name: '测试宁', regionCode: COUNTY, situations: ['other'], ...more },
});

type Receipt = { readonly trackingCode: string; readonly secret: string };

/** What is left of an answer when ids and instants are taken out: these differ from report to report anyway. */
const bytesOf = ({ status, headers, text }: { status: number; headers: Headers; text: string }) => [
  status,
  [...headers]
    .filter(([name]) => !['date', 'apigw-requestid', 'x-amzn-requestid', 'x-amz-request-id'].includes(name))
    .sort(),
  text.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, 'CODE').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT'),
];

describe('what the public is told', () => {
  const submit = (more: object) => api.post<Receipt>('/v1/reports', subjectWith(more));
  const follow = ({ trackingCode, secret }: Receipt) =>
    api.get(`/v1/reports/${trackingCode}`, { headers: { 'x-tracking-secret': secret } });
  const closeWith = async (more: object, outcome: string) => {
    const token = tokenOf(endpoints, COUNTY);
    const list = async () =>
      (await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200&state=issued', { token })).body
        .items;
    const before = new Set((await list()).map(({ workOrderId }) => workOrderId));
    const sent = await submit(more);
    const order = await eventually('the order', async () =>
      (await list()).find(({ workOrderId }) => !before.has(workOrderId)),
    );
    const closed = await api.post(`/v1/work-orders/${order.workOrderId}/feedback`, { outcome }, { token });
    expect(closed.status).toBe(200);
    return follow(sent.body);
  };

  it('is the same, byte for byte, of a person in the registry, of one who is not, and of one already reported', async () => {
    const known = seededPeople(endpoints).find(({ regionCode }) => regionCode.startsWith(COUNTY.slice(0, 4)))?.idNumber;
    expect(known).toMatch(/^\d{17}[\dX]$/);
    const stranger = newIdNumber();
    const answers = [
      await submit({ idNumber: known }),
      await submit({ idNumber: stranger }),
      await submit({ idNumber: stranger }),
    ];
    const [one] = answers.map(bytesOf);
    for (const answer of answers) expect(bytesOf(answer)).toEqual(one);
    const followed = await Promise.all(answers.map(({ body }) => follow(body)));
    for (const answer of followed) expect(bytesOf(answer)).toEqual(bytesOf(followed[0] ?? answer));
  });

  it('is the same of a report that was merged into another on the inside, open and closed', async () => {
    const token = tokenOf(endpoints, COUNTY);
    const orders = async (state: string) =>
      (
        await api.get<{ items: { workOrderId: string; alsoReported: number }[] }>(
          `/v1/work-orders?limit=200&state=${state}`,
          { token },
        )
      ).body.items;
    const alone = await submit({ idNumber: newIdNumber() });
    const idNumber = newIdNumber();
    const before = new Set((await orders('open')).map(({ workOrderId }) => workOrderId));
    const both = [await submit({ idNumber }), await submit({ idNumber })];
    const main = await eventually('the two as one case', async () =>
      (await orders('open')).find(({ workOrderId, alsoReported }) => !before.has(workOrderId) && alsoReported === 1),
    );
    const open = await Promise.all([alone, ...both].map(({ body }) => follow(body)));
    for (const answer of open) expect(bytesOf(answer)).toEqual(bytesOf(open[0] ?? answer));
    await api.post(`/v1/work-orders/${main.workOrderId}/feedback`, { outcome: 'unfounded' }, { token });
    const closed = await Promise.all(both.map(({ body }) => follow(body)));
    const single = await closeWith({ idNumber: newIdNumber() }, 'unfounded');
    for (const answer of closed) expect(bytesOf(answer)).toEqual(bytesOf(single));
  });

  it('is the same of someone who is confirmed, was registered already, or has moved', async () => {
    const answers = [
      await closeWith({ idNumber: newIdNumber() }, 'confirmed'),
      await closeWith({}, 'already-registered'),
      await closeWith({}, 'moved'),
    ];
    for (const answer of answers) expect(bytesOf(answer)).toEqual(bytesOf(answers[0] ?? answer));
    expect(answers[0]?.text).toContain('looked-after');
  });

  it('is the same of a code that there is not, of a wrong secret, and of none', async () => {
    const { trackingCode, secret } = (await submit({})).body;
    const other = (await submit({})).body;
    const ask = (code: string, headers: Record<string, string>) => api.get(`/v1/reports/${code}`, { headers });
    const answers = [
      await ask(other.secret, { 'x-tracking-secret': secret }),
      await ask(trackingCode, { 'x-tracking-secret': other.secret }),
      await ask(trackingCode, { 'x-tracking-secret': `${secret.slice(0, -1)}${secret.endsWith('0') ? '4' : '0'}` }),
      await ask(trackingCode, { 'x-tracking-secret': '' }),
      await ask(trackingCode, {}),
      await ask('x', { 'x-tracking-secret': 'x'.repeat(1_000) }),
    ];
    for (const answer of answers) expect(bytesOf(answer)).toEqual(bytesOf(answers[0] ?? answer));
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'tracking-code' } });
  });

  it('is found with a code and secret as a person copies them', async () => {
    const { trackingCode, secret } = (await submit({})).body;
    const copied = (text: string) =>
      text
        .toLowerCase()
        .replaceAll('0', 'o')
        .replace(/(.{5})/g, '$1-');
    const answer = await api.get(`/v1/reports/${copied(trackingCode)}`, {
      headers: { 'x-tracking-secret': copied(secret) },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'received' } });
  });
});
