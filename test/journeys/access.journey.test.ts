import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Role, type Route, type RouteId, routes } from '#shared/reference/routes.ts';
import { type Answer, type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { localCloud, seededPeople } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { tokenFor } from '#test/support/tokens.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

const COUNTY = '330482';
const NEIGHBOUR = '330481';
const ROLES = ['caseworker', 'reviewer', 'operator', 'auditor'] as const satisfies readonly Role[];

/** How a route is called, and what it says to an official whom the table lets in. */
type Way = {
  readonly path: string;
  readonly body?: object;
  /** To an official of the region in which the thing lies; a step that was done before is 409. */
  readonly inside: readonly number[];
  /** To one of another county: 404 for a thing, 403 for a region; 200 where they see their own only. */
  readonly outside: number;
  /** Files of the whole province: to officials of a county, always. */
  readonly provinceOnly?: true;
};

let endpoints: Endpoints;
let api: Api;
let ways: Readonly<Record<RouteId, Way>>;
let citizen: string;
let department: string;
const tokens = new Map<string, string>();

const official = (region: string, roles: readonly string[], more: object = {}) =>
  tokenFor(endpoints, { aud: 'official', sub: `test-${region}-${roles.join('-')}`, region, roles, ...more });

/** A work order and a person of the county: a report that its official confirmed, and one that is open. */
const stage = async () => {
  const token = tokenOf(endpoints, COUNTY);
  const subject = { name: '测试安', idNumber: newIdNumber(), regionCode: COUNTY, situations: ['other'] };
  const send = async (): Promise<{ receipt: Record<string, string>; order: string }> => {
    const list = () => api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token });
    const before = new Set((await list()).body.items.map(({ workOrderId }) => workOrderId));
    const sent = await api.post<Record<string, string>>('/v1/reports', { subject });
    const fresh = (await list()).body.items.find(({ workOrderId }) => !before.has(workOrderId));
    return { receipt: sent.body, order: fresh?.workOrderId ?? '' };
  };
  const closed = await send();
  const { body } = await api.post<{ personId: string }>(
    `/v1/work-orders/${closed.order}/feedback`,
    { outcome: 'confirmed' },
    { token },
  );
  const { receipt, order } = await send();
  return { subject, personId: body.personId, order, receipt };
};

const wayOf = ({ subject, personId, order, receipt }: Awaited<ReturnType<typeof stage>>): Record<RouteId, Way> => {
  const open = { inside: [200], outside: 200 };
  const thing = { inside: [200], outside: 404 };
  const step = { inside: [200, 409], outside: 404 };
  const nowhere = randomBytes(16).toString('base64url');
  const file = { rows: 0, sha256: '0'.repeat(64), period: '2026-10', sequence: Math.floor(Date.now() / 1000) };
  return {
    showHome: { path: '/', ...open },
    showPage: { path: '/report', ...open },
    showAsset: { path: '/assets/unknown.css', ...open, inside: [200, 404] },
    listRegions: { path: '/v1/regions?parent=330000', ...open },
    getOpenApi: { path: '/v1/openapi.json', ...open },
    submitReport: { path: '/v1/reports', body: { subject }, ...open, inside: [202] },
    followReport: { path: `/v1/reports/${receipt['trackingCode']}`, ...open, inside: [404] },
    listSelfCheckQuestions: { path: '/v1/self-checks/questions', ...open },
    runSelfCheck: { path: '/v1/self-checks', body: { answers: {} }, ...open },
    listWorkOrders: { path: `/v1/work-orders?regionCode=${COUNTY}`, inside: [200], outside: 403 },
    getWorkOrder: { path: `/v1/work-orders/${order}`, ...thing },
    acceptWorkOrder: { path: `/v1/work-orders/${order}/acceptance`, body: {}, ...step },
    giveFeedback: { path: `/v1/work-orders/${order}/feedback`, body: { outcome: 'unfounded' }, ...step },
    searchPeople: { path: '/v1/people/search', body: { idNumber: subject.idNumber }, ...open },
    listPeople: { path: `/v1/people?regionCode=${COUNTY}`, inside: [200], outside: 403 },
    getPerson: { path: `/v1/people/${personId}`, ...thing },
    listFeeds: { path: '/v1/feeds', ...open },
    getFeed: { path: '/v1/feeds/death', ...open },
    openFeedBatch: {
      path: '/v1/feeds/death/batches',
      body: file,
      inside: [201, 409],
      outside: 403,
      provinceOnly: true,
    },
    getFeedBatch: { path: `/v1/feeds/death/batches/${nowhere}`, inside: [404], outside: 403, provinceOnly: true },
    listAlerts: { path: `/v1/alerts?regionCode=${COUNTY}`, inside: [200], outside: 403 },
    // No alert has this id: what is told of one that is elsewhere stands below and in the journey of collisions.
    getAlert: { path: `/v1/alerts/${nowhere}`, inside: [404], outside: 404 },
    acknowledgeAlert: { path: `/v1/alerts/${nowhere}/acknowledgement`, body: {}, inside: [404], outside: 404 },
    giveAlertOutcome: { path: `/v1/alerts/${nowhere}/outcome`, body: { outcome: 'true' }, inside: [404], outside: 404 },
    getStatistics: { path: `/v1/statistics?regionCode=${COUNTY}`, inside: [200], outside: 403 },
  };
};

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  ways = wayOf(await stage());
  for (const role of ROLES) {
    tokens.set(`${role} here`, await official(COUNTY, [role]));
    tokens.set(`${role} of the province`, await official('330000', [role]));
    tokens.set(`${role} of the neighbour`, await official(NEIGHBOUR, [role]));
  }
  department = await official('330000', [], { department: 'medical-insurance' });
  const asked = await fetch(`${endpoints.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'local-citizen',
      id_number: newIdNumber(),
    }),
  });
  citizen = ((await asked.json()) as { access_token: string }).access_token;
});

const everyRoute = Object.entries(routes) as [RouteId, Route][];
const officialRoutes = everyRoute.filter(([, { audience }]) => audience === 'official');
const publicRoutes = everyRoute.filter(([, { audience }]) => audience === 'public');

const call = (id: RouteId, token?: string): Promise<Answer<{ code?: string; message?: string }>> => {
  const { path, body } = ways[id];
  return api.call(routes[id].method, path, { token, body, key: randomUUID() });
};

const refusedAtTheGate = async (id: RouteId, token?: string): Promise<void> => {
  const { status, body } = await call(id, token);
  expect([id, status, Object.keys(body)]).toEqual([id, 401, ['message']]);
};

describe('the route table', () => {
  it('has no route that this walk does not know how to call', () => {
    expect(Object.keys(ways).sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(everyRoute)('%s has an audience, and roles where it is for officials', (_, { audience, roles = [] }) => {
    expect(roles.length > 0).toBe(audience === 'official');
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['DELETE', '/v1/people/x'],
    ['PUT', '/v1/reports'],
    ['POST', '/v1/statistics'],
    ['GET', '/v1/work-orders/x/feedback'],
    ['GET', '/v2/regions?parent=330000'],
  ])('is all there is: %s %s does not exist, whoever asks', async (method, path) => {
    for (const token of [undefined, tokens.get('operator of the province')]) {
      const { status } = await api.call(method, path, { token, ...(method === 'GET' ? {} : { body: {} }) });
      expect(status).toBe(404);
    }
  });
});

describe('a public route', () => {
  it.each(publicRoutes)('%s answers anyone, with or without a token', async (id) => {
    for (const token of [undefined, citizen, department, ...tokens.values()]) {
      const { status } = await call(id, token);
      expect(ways[id].inside, id).toContain(status);
    }
  });
});

describe('a route for officials', () => {
  it.each(officialRoutes)(
    '%s is closed to nobody in particular, to a citizen, and to every token that is not in order',
    async (id) => {
      const claims = { aud: 'official', sub: 'test', region: COUNTY, roles: ['caseworker', 'operator'] };
      await refusedAtTheGate(id);
      await refusedAtTheGate(id, citizen);
      await refusedAtTheGate(id, 'not.a.token');
      await refusedAtTheGate(id, await tokenFor(endpoints, claims, { signedBy: 'stranger' }));
      await refusedAtTheGate(id, await tokenFor(endpoints, claims, { seconds: -30 }));
      await refusedAtTheGate(id, await tokenFor(endpoints, claims, { issuer: 'http://localhost:1' }));
      await refusedAtTheGate(id, await tokenFor(endpoints, { ...claims, aud: 'someone-else' }));
    },
  );

  it.each(officialRoutes)(
    '%s refuses who has no role, a department without one, and a token without a region',
    async (id) => {
      const nowhere = await tokenFor(endpoints, { aud: 'official', sub: 'test', roles: ['caseworker', 'operator'] });
      const odd = await official(COUNTY, ['administrator', 'CASEWORKER']);
      for (const token of [department, await official(COUNTY, []), odd, nowhere]) {
        const { status, body } = await call(id, token);
        expect([id, status, body.code]).toEqual([id, 403, 'role-required']);
      }
    },
  );

  for (const role of ROLES) {
    it.each(officialRoutes)(
      `%s answers a ${role} as the table says: here, in the province, and of another county`,
      async (id, { roles = [] }) => {
        const { inside, outside, provinceOnly } = ways[id];
        const here = await call(id, tokens.get(`${role} here`));
        const province = await call(id, tokens.get(`${role} of the province`));
        const neighbour = await call(id, tokens.get(`${role} of the neighbour`));
        if (!roles.includes(role)) {
          for (const { status, body } of [here, province, neighbour]) {
            expect([id, status, body.code]).toEqual([id, 403, 'role-required']);
          }
          return;
        }
        expect(inside, `${id} here`).toContain(provinceOnly === true && here.status === 403 ? inside[0] : here.status);
        expect(here.status === 403).toBe(provinceOnly === true);
        expect(inside, `${id} province`).toContain(province.status);
        expect([id, neighbour.status]).toEqual([id, outside]);
        if (outside === 403) {
          expect(neighbour.body.code).toBe(provinceOnly === true ? 'province-required' : 'region-outside-scope');
        }
      },
    );
  }
});

describe('what lies in another region', () => {
  it.each(['getWorkOrder', 'getPerson', 'acceptWorkOrder', 'giveFeedback'] as const)(
    '%s is told of exactly as if it were not there',
    async (id) => {
      const there = await call(id, tokens.get('caseworker of the neighbour'));
      const { path, body } = ways[id];
      const unknown = path.replace(/[\w-]{22}/, randomBytes(16).toString('base64url'));
      const nowhere = await api.call(routes[id].method, unknown, {
        token: tokens.get('caseworker of the neighbour'),
        body,
      });
      expect(there.status).toBe(404);
      expect(nowhere.text).toBe(there.text);
    },
  );

  it('is not in a search, a list or a purpose', async () => {
    const neighbour = tokens.get('caseworker of the neighbour');
    const { path, body } = ways.searchPeople;
    expect((await api.post<{ items: unknown[] }>(path, body, { token: neighbour })).body.items).toEqual([]);
    expect((await api.get(`${ways.getPerson.path}?purpose=audit`, { token: neighbour })).status).toBe(404);
    expect((await api.get(`${ways.getWorkOrder.path}?purpose=audit`, { token: neighbour })).status).toBe(404);
    type Items = { items: { regionCode: string }[] };
    for (const list of [
      '/v1/people?layer=registered&limit=200',
      '/v1/people?limit=200',
      '/v1/work-orders?limit=200',
      '/v1/alerts?limit=200',
    ]) {
      const { body: page } = await api.get<Items>(list, { token: neighbour });
      expect(page.items.filter(({ regionCode }) => !regionCode.startsWith(NEIGHBOUR))).toEqual([]);
    }
  });

  it.each([
    ['a prefecture', '330400'],
    ['the province', '330000'],
    ['a sibling', '330402'],
    ['a township elsewhere', '330102001'],
    ['another province', '320000'],
  ])('above or beside, %s, is 403 in a query', async (_, regionCode) => {
    for (const door of ['people', 'work-orders', 'alerts', 'statistics']) {
      const { status } = await api.get(`/v1/${door}?regionCode=${regionCode}`, { token: tokens.get('operator here') });
      // A code that the tree does not know is a bad field before it is a question of scope.
      expect([door, status]).toEqual([door, regionCode === '320000' && door === 'statistics' ? 400 : 403]);
    }
  });

  it('is not reached with a cursor from there', async () => {
    const province = tokenOf(endpoints, 'province');
    expect(seededPeople(endpoints).length).toBeGreaterThan(1);
    const first = await api.get<{ nextCursor: string }>('/v1/people?limit=1', { token: province });
    const stolen = await api.get(`/v1/people?limit=1&cursor=${first.body.nextCursor}`, {
      token: tokens.get('operator here'),
    });
    expect(stolen).toMatchObject({ status: 400, body: { code: 'cursor' } });
  });
});

describe('an operator of a department', () => {
  it('sees its own feeds, and no other is there', async () => {
    const token = await official('330000', ['operator'], { department: 'medical-insurance' });
    const { body } = await api.get<{ items: { type: string }[] }>('/v1/feeds', { token });
    expect(body.items.map(({ type }) => type)).toEqual(['medical-expense']);
    expect((await api.get('/v1/feeds/medical-expense', { token })).status).toBe(200);
    expect((await api.get('/v1/feeds/death', { token })).status).toBe(404);
  });
});
