import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Role, type Route, type RouteId, routes } from '#shared/reference/routes.ts';
import { type Answer, type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { localCloud, seededPeople } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { tokenFor } from '#test/support/tokens.ts';
import { stageCounty, type Way, waysOf } from '#test/support/ways.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

const COUNTY = '330482';
const NEIGHBOUR = '330481';
const ROLES = ['caseworker', 'reviewer', 'operator', 'auditor'] as const satisfies readonly Role[];

let endpoints: Endpoints;
let api: Api;
let ways: Readonly<Record<RouteId, Way>>;
let citizen: string;
let department: string;
const tokens = new Map<string, string>();

const official = (region: string, roles: readonly string[], more: object = {}) =>
  tokenFor(endpoints, { aud: 'official', sub: `test-${region}-${roles.join('-')}`, region, roles, ...more });

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  ways = waysOf(await stageCounty(endpoints, COUNTY));
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
const citizenRoutes = everyRoute.filter(([, { audience }]) => audience === 'citizen');
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

describe('a route for citizens', () => {
  it.each(citizenRoutes)(
    '%s answers a citizen, and is closed to nobody in particular and to every official',
    async (id) => {
      const claims = { aud: 'citizen', sub: 'test', id_number: newIdNumber() };
      await refusedAtTheGate(id);
      for (const token of [department, ...tokens.values()]) await refusedAtTheGate(id, token);
      await refusedAtTheGate(id, await tokenFor(endpoints, claims, { signedBy: 'stranger' }));
      await refusedAtTheGate(id, await tokenFor(endpoints, claims, { seconds: -30 }));
      expect(ways[id].inside, id).toContain((await call(id, citizen)).status);
      const nameless = await call(id, await tokenFor(endpoints, { aud: 'citizen', sub: 'test' }));
      expect([id, nameless.status, nameless.body.code]).toEqual([id, 403, 'role-required']);
    },
  );
});

describe('a path', () => {
  const toThings = everyRoute.filter(([, { path }]) => path.startsWith('/v1/') && path.includes('{'));

  it.each(toThings)(
    'of %s with an id of 3,000 characters leads to nothing',
    async (id, { method, path, audience, roles }) => {
      const bearers = { public: undefined, citizen, official: tokens.get(`${roles?.[0]} here`) };
      const { body } = ways[id];
      const answer = await api.call<{ code: string }>(method, path.replaceAll(/\{\w+\}/g, 'x'.repeat(3000)), {
        token: bearers[audience],
        body,
        key: randomUUID(),
      });
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    },
  );
});

describe('what lies in another region', () => {
  it('is told of exactly as if it were not there, on every route to a thing', async () => {
    const toThings = officialRoutes.filter(([id]) => ways[id].outside === 404);
    expect(toThings.length).toBeGreaterThan(20);
    for (const [id, { method, roles = [] }] of toThings) {
      const token = tokens.get(`${roles[0]} of the neighbour`);
      const { path, body } = ways[id];
      const unknown = path.replace(/[\w-]{22}/, randomBytes(16).toString('base64url'));
      expect([id, unknown]).not.toEqual([id, path]);
      const there = await call(id, token);
      const nowhere = await api.call(method, unknown, { token, body, key: randomUUID() });
      expect([id, there.status, nowhere.text]).toEqual([id, 404, there.text]);
    }
  });

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
