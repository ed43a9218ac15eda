import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { type RouteId, routes } from '#shared/reference/routes.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { sendFile } from '#test/support/files.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { tokenFor } from '#test/support/tokens.ts';
import { type Staged, stageCounty, waysOf } from '#test/support/ways.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Tiantai, in which everything is planted, and Xianju beside it, whose official asks: no other journey is here. */
const COUNTY = '331023';
const NEIGHBOUR = '331024';
const [PREFECTURE, PROVINCE] = ['331000', '330000'];

const SUBJECT = { name: '慕容测垣', idNumber: newIdNumber() };

type OfficialRouteId = {
  [Id in RouteId]: (typeof routes)[Id]['audience'] extends 'official' ? Id : never;
}[RouteId];
/** A question to a route, beside the one that every route is asked, and what the neighbour is told. */
type Ask = { readonly path: string; readonly body?: object; readonly status: number };
type Told = { readonly id: OfficialRouteId; readonly path: string; readonly status: number; readonly text: string };

let endpoints: Endpoints;
let api: Api;
/** The neighbour in every role that there is. */
let token: string;
/** A household of the neighbour's own. */
let ownHousehold: string;

/** The id of something that is nowhere. */
const nothing = (): string => randomBytes(16).toString('base64url');

/** The county as the neighbour imagines it before anything is there. */
const imagined = (): Staged => ({
  county: COUNTY,
  subject: { ...SUBJECT, regionCode: COUNTY },
  personId: nothing(),
  householdId: nothing(),
  order: nothing(),
  receipt: { trackingCode: nothing() },
  placementId: nothing(),
});

const lists = (path: string, ...more: readonly string[]): readonly Ask[] => [
  { path, status: 200 },
  { path: `${path}?limit=200&regionCode=${NEIGHBOUR}`, status: 200 },
  { path: `${path}?regionCode=${PREFECTURE}`, status: 403 },
  { path: `${path}?regionCode=${PROVINCE}`, status: 403 },
  ...more.map((query) => ({ path: `${path}?${query}`, status: 200 })),
];

/**
 * What else a route can be asked about the county: with a purpose, without a region, by name, of the prefecture, of the province, with
 * the neighbour's own things beside. A route that is new has no line here, and nothing compiles until it has one.
 */
const asksOf = (staged: Staged): Record<OfficialRouteId, readonly Ask[]> => {
  const { personId, householdId, order, subject } = staged;
  const { name, idNumber, regionCode } = subject;
  const hidden = (path: string, body?: object): readonly Ask[] => [
    { path, status: 404, ...(body === undefined ? {} : { body }) },
  ];
  const event = {
    sourceKey: `WALLS-${idNumber.slice(-6)}`,
    occurredAt: '2026-11-01T00:00:00.000Z',
    person: { idNumber, name, regionCode },
  };
  const told = (body: object): Ask => ({ path: '/v1/sources/trade-union/events', body: [body], status: 200 });
  return {
    createPlacement: [],
    listPlacements: lists('/v1/placements'),
    changePlacement: [],
    getPoster: [],
    getCodeSvg: [],
    getCodePng: [],
    listWorkOrders: lists('/v1/work-orders', 'state=closed', 'dueBefore=2030-01-01T00:00:00.000Z'),
    getWorkOrder: hidden(`/v1/work-orders/${order}?purpose=visit`),
    acceptWorkOrder: [],
    giveFeedback: [],
    recordVisit: [],
    extendWorkOrder: [],
    transferWorkOrder: [],
    returnWorkOrder: [],
    searchPeople: [
      { path: '/v1/people/search', body: { name, regionCode: NEIGHBOUR }, status: 200 },
      { path: '/v1/people/search', body: { name, regionCode: COUNTY }, status: 403 },
      { path: '/v1/people/search', body: { name, regionCode: PROVINCE }, status: 403 },
    ],
    listPeople: lists('/v1/people', 'layer=registered', 'layer=exited', 'category=other-hardship'),
    getPerson: hidden(`/v1/people/${personId}?purpose=verification`),
    changePerson: [],
    getPersonTimeline: hidden(`/v1/people/${personId}/timeline?purpose=visit`),
    getHousehold: [],
    getHouseholdTimeline: hidden(`/v1/households/${householdId}/timeline?purpose=visit`),
    splitHousehold: [],
    mergeHouseholds: hidden(`/v1/households/${ownHousehold}/merges`, { householdId }),
    transferHousehold: hidden(`/v1/households/${ownHousehold}/transfers`, { personId }),
    createProvisionalPerson: [],
    linkIdentity: [],
    listDuplicates: lists('/v1/duplicates', 'state=merged', 'state=apart'),
    decideDuplicate: [],
    listSources: [],
    getSource: [],
    sendSourceEvents: [told(event), told({ ...event, type: 'delisted' })],
    openSourceBatch: [],
    getSourceBatch: [],
    applySourceBatch: [],
    releaseSourceBatch: [],
    undoSourceBatch: [],
    listFeeds: [],
    getFeed: [],
    openFeedBatch: [],
    getFeedBatch: [],
    listAlerts: lists('/v1/alerts', 'state=raised', 'state=closed'),
    getAlert: [],
    acknowledgeAlert: [],
    giveAlertOutcome: [],
    listAudit: [
      { path: `/v1/audit?subject=${personId}`, status: 200 },
      { path: `/v1/audit?actor=region-${COUNTY}`, status: 200 },
    ],
    startAuditVerification: [],
    getAuditVerification: [],
    getStatistics: lists('/v1/statistics').filter(({ path }) => !path.includes('limit')),
  };
};

/** What is about the asking itself, and differs from one walk to the next. */
const OWN_TRACES: ReadonlySet<OfficialRouteId> = new Set([
  'listAudit',
  'startAuditVerification',
  'getAuditVerification',
]);

const isOfficial = (id: RouteId): id is OfficialRouteId => routes[id].audience === 'official';

/** Every route for officials, asked as the neighbour: first as the table of ways asks it, then whatever else it can be asked. */
const walk = async (staged: Staged): Promise<readonly Told[]> => {
  const ways = waysOf(staged);
  const asks = asksOf(staged);
  const told: Told[] = [];
  for (const id of (Object.keys(routes) as RouteId[]).filter(isOfficial)) {
    const { path, body, outside: status } = ways[id];
    for (const ask of [{ path, status, ...(body === undefined ? {} : { body }) }, ...asks[id]]) {
      const answer = await api.call(routes[id].method, ask.path, { token, body: ask.body });
      expect([id, ask.path, answer.status, answer.text]).toEqual([id, ask.path, ask.status, answer.text]);
      told.push({ id, path: ask.path, status: answer.status, text: answer.text });
    }
  }
  return told;
};

type Planted = Staged & { readonly secrets: readonly string[] };

/** Somebody without a number in a county. */
const record = async (regionCode: string, more: object): Promise<{ personId: string; householdId: string }> => {
  const by = tokenOf(endpoints, regionCode);
  const person = { regionCode, birthYear: 2020, source: 'visit', ...more };
  const made = await api.post<{ personId: string }>('/v1/people', person, { token: by });
  expect([made.status, made.text]).toEqual([201, made.text]);
  const { body } = await api.get<{ householdId: string }>(`/v1/people/${made.body.personId}`, { token: by });
  return { personId: made.body.personId, householdId: body.householdId };
};

/** The first item of a list of the county, once it is there. */
const first = <Item>(path: string): Promise<Item> =>
  eventually(`something in ${path}`, async () => {
    const { body } = await api.get<{ items: Item[] }>(path, { token: tokenOf(endpoints, COUNTY) });
    return body.items[0];
  });

const figures = async (): Promise<string> => {
  const { body } = await api.get('/v1/statistics', { token: tokenOf(endpoints, COUNTY) });
  return JSON.stringify(body);
};

/** A person, a household, an order, a placement, a duplicate, a batch of a source and of a feed, an alert; and figures that moved. */
const plant = async (): Promise<Planted> => {
  const province = tokenOf(endpoints, 'province');
  const before = await figures();
  const staged = await stageCounty(endpoints, COUNTY, SUBJECT);
  const twins = [
    await record(COUNTY, { name: '慕容测孪', phone: '13900001111' }),
    await record(COUNTY, { name: '慕容测孪', phone: '13900001111' }),
  ];
  const row = `${SUBJECT.idNumber},${SUBJECT.name},${COUNTY}`;
  const source = await sendFile(api, {
    to: 'sources/complaint',
    token: province,
    mode: 'delta',
    csv: `source_key,id_number,name,region_code,from\nWALLS-${Date.now()},${row},2026-01-05\n`,
  });
  const feed = await sendFile(api, {
    to: 'feeds/death',
    token: province,
    mode: 'delta',
    csv: `id_number,name,region_code,date\n${row},${shanghaiDay(new Date())}\n`,
  });
  expect([source.status, feed.status]).toEqual(['done', 'done']);
  const { alertId } = await first<{ alertId: string }>('/v1/alerts');
  const { duplicateId } = await first<{ duplicateId: string }>('/v1/duplicates');
  await eventually('the figures of the county moved', async () => (await figures()) !== before);
  const { body } = await api.get<{ name: string; idNumber: string }>(`/v1/people/${staged.personId}`, {
    token: tokenOf(endpoints, COUNTY),
  });
  return {
    ...staged,
    alertId,
    duplicateId,
    feedBatchId: feed.batchId,
    sourceBatchId: source.batchId,
    secrets: [
      ...[SUBJECT.name, SUBJECT.idNumber, body.name, body.idNumber, '慕容测孪'],
      ...[staged.personId, staged.householdId, staged.order, staged.placementId],
      ...[staged.receipt['trackingCode'] ?? '', alertId, duplicateId, feed.batchId, source.batchId],
      ...twins.flatMap(({ personId, householdId }) => [personId, householdId]),
    ],
  };
};

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = await tokenFor(endpoints, {
    aud: 'official',
    sub: 'walls-neighbour',
    region: NEIGHBOUR,
    roles: ['caseworker', 'reviewer', 'operator', 'auditor'],
  });
  ownHousehold = (await record(NEIGHBOUR, { name: '测试自' })).householdId;
  await eventually('the neighbour’s own person in the figures', async () => {
    const { body } = await api.get<{ people: Record<string, { total?: number }> }>('/v1/statistics', { token });
    return (body.people['suspected']?.total ?? 0) > 0;
  });
});

describe('an official of the county beside', () => {
  it('asks every route that there is for officials', () => {
    const all = (Object.keys(routes) as RouteId[]).filter(isOfficial);
    expect(Object.keys(asksOf(imagined())).sort()).toEqual(all.sort());
  });

  it('learns nothing of it from any route: what is there is answered as what never was', async () => {
    const before = await walk(imagined());
    const { secrets, ...planted } = await plant();
    expect(secrets.filter((secret) => secret.length < 3)).toEqual([]);
    const after = await walk(planted);
    for (const [index, { id, path, text }] of after.entries()) {
      expect([id, path, secrets.filter((secret) => text.includes(secret))]).toEqual([id, path, []]);
      if (!OWN_TRACES.has(id)) expect([id, path, text]).toEqual([id, path, before[index]?.text]);
    }
  });
});
