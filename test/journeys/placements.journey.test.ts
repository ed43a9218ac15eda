import { beforeAll, describe, expect, it } from 'vitest';
import { qrCodes } from '#shared/adapters/qr-code.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Jiaxing: no other journey hangs a code here. */
const COUNTY = '330424';
const NEIGHBOUR = '330482';

type Placement = {
  readonly placementId: string;
  readonly state: string;
  readonly scans: number;
  readonly reports: number;
};
type Figures = { readonly placements: { readonly scans: number; readonly reports: number; readonly active: number } };

let endpoints: Endpoints;
let api: Api;
let token: string;
let placementId: string;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, COUNTY);
});

const figures = async () => (await api.get<Figures>(`/v1/statistics?regionCode=${COUNTY}`, { token })).body.placements;
const listed = async (): Promise<Placement | undefined> => {
  const { body } = await api.get<{ items: Placement[] }>(`/v1/placements?regionCode=${COUNTY}`, { token });
  return body.items.find((one) => one.placementId === placementId);
};
/** As a telephone opens a code, without following where it leads. */
const scan = (query = '') => fetch(`${endpoints.pages}/q/${placementId}${query}`, { redirect: 'manual' });

describe('a code of the Happiness Code', () => {
  it('is made by an official of the region, and drawn as SVG, PNG and poster with the address of the pages', async () => {
    const made = await api.post<{ placementId: string }>(
      '/v1/placements',
      { name: '测试社区公告栏', regionCode: COUNTY },
      { token },
    );
    expect(made.status).toBe(201);
    placementId = made.body.placementId;
    expect(placementId).toMatch(/^[\w-]{22}$/);
    const { path } = qrCodes.squares(`${endpoints.pages}/q/${placementId}`);
    const svg = await api.get(`/v1/placements/${placementId}/code.svg`, { token });
    expect([svg.headers.get('content-type'), svg.text.includes(path)]).toEqual(['image/svg+xml', true]);
    const png = await fetch(`${endpoints.api}/v1/placements/${placementId}/code.png`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const poster = await api.get(`/v1/placements/${placementId}/poster`, { token });
    expect(poster.headers.get('content-type')).toContain('text/html');
    for (const words of ['幸福码', 'Happiness Code', '12345', '测试社区公告栏', path])
      expect(poster.text).toContain(words);
    const outside = await api.get(`/v1/placements/${placementId}/poster`, { token: tokenOf(endpoints, NEIGHBOUR) });
    expect(outside.status).toBe(404);
  });

  it('leads whoever scans it to the pages with its place, counts each scan, and is counted in statistics', async () => {
    const before = await figures();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => scan(index === 0 ? '?lang=en' : '')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const [english, ...others] = answers.map(({ headers }) => headers.get('location'));
    expect(english).toBe(`/?placement=${placementId}&region=${COUNTY}&lang=en`);
    expect(new Set(others)).toEqual(new Set([`/?placement=${placementId}&region=${COUNTY}`]));
    expect(await api.get(`/v1/placements/${placementId}`)).toMatchObject({
      status: 200,
      body: { name: '测试社区公告栏', regionCode: COUNTY, state: 'active' },
    });
    expect(await listed()).toMatchObject({ scans: 12, reports: 0 });
    await eventually('the scans in the statistics', async () => {
      const now = await figures();
      return now.scans === before.scans + 12 && now.active >= 1;
    });
  });

  it('brings a report that is counted by it, once for a key', async () => {
    const before = await figures();
    const subject = { name: '测试安', idNumber: newIdNumber(), regionCode: COUNTY, situations: ['illness'] };
    const key = `placements-${placementId}`;
    for (let times = 0; times < 2; times += 1) {
      expect((await api.post('/v1/reports', { subject, placementId }, { key })).status).toBe(202);
    }
    expect(await listed()).toMatchObject({ scans: 12, reports: 1 });
    await eventually('the report in the statistics', async () => (await figures()).reports === before.reports + 1);
  });

  it('that is switched off leads to where to turn; a report by it is taken all the same, without it', async () => {
    const before = await figures();
    const path = `/v1/placements/${placementId}`;
    const { headers } = await api.get(path);
    const change = { body: { state: 'off', reason: '公告栏已拆除。' }, token };
    expect((await api.call('PATCH', path, change)).status).toBe(428);
    const versioned = { ...change, headers: { 'if-match': headers.get('etag') ?? '' } };
    expect(await api.call('PATCH', path, versioned)).toMatchObject({ status: 200, body: { state: 'off', scans: 12 } });
    expect((await api.call('PATCH', path, versioned)).status).toBe(412);
    const answer = await scan('?lang=en');
    expect(answer.headers.get('location')).toBe(`/placement-off?region=${COUNTY}&lang=en`);
    for (const [language, words] of [
      ['zh', '停用'],
      ['en', 'no longer in use'],
    ] as const) {
      const page = await fetch(`${endpoints.pages}/q/${placementId}?lang=${language}`);
      const text = await page.text();
      expect([page.status, text.includes(words), text.includes('12345')]).toEqual([200, true, true]);
    }
    const subject = { name: '测试安', regionCode: COUNTY, situations: ['illness'] };
    expect((await api.post('/v1/reports', { subject, placementId })).status).toBe(202);
    expect(await listed()).toMatchObject({ state: 'off', scans: 12, reports: 1 });
    await eventually('the code off in the statistics', async () => (await figures()).active === before.active - 1);
  });

  it('that was never one of ours leads to where to turn too', async () => {
    const answer = await fetch(`${endpoints.pages}/q/AAAAAAAAAAAAAAAAAAAAAA`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/placement-off']);
  });
});
