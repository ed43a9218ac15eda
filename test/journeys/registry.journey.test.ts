import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, shanghaiDay } from '#shared/kernel/time.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Quzhou, and Huzhou to which people move: no other journey is here. */
const [COUNTY, PREFECTURE] = ['330802', '330800'];
const [ELSEWHERE, ITS_PREFECTURE] = ['330502', '330500'];

type Person = {
  readonly personId: string;
  readonly householdId: string;
  readonly layer: string;
  readonly version: number;
  readonly regionCode: string;
  readonly reasons: readonly { code: string }[];
};
type Household = { readonly headPersonId: string; readonly members: readonly Person[]; readonly version: number };
type Line = { readonly at: string; readonly kind: string; readonly actor: string; readonly holdReason?: string };
type Page = { readonly items: readonly Line[]; readonly nextCursor?: string };
type Step = { readonly householdId: string; readonly version: number; readonly code?: string };

let endpoints: Endpoints;
let api: Api;
let token: string;
let there: string;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, COUNTY);
  there = tokenOf(endpoints, ELSEWHERE);
});

/** Somebody whom a report names and the locality confirms. */
const discovered = async (name: string): Promise<Person> => {
  const open = () => api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token });
  const before = new Set((await open()).body.items.map(({ workOrderId }) => workOrderId));
  const subject = { name, idNumber: newIdNumber(), regionCode: COUNTY, situations: ['other'] };
  expect((await api.post('/v1/reports', { subject })).status).toBe(202);
  const order = (await open()).body.items.find(({ workOrderId }) => !before.has(workOrderId))?.workOrderId ?? '';
  const path = `/v1/work-orders/${order}/feedback`;
  const { body, status } = await api.post<{ personId: string }>(path, { outcome: 'confirmed' }, { token });
  expect(status).toBe(200);
  return (await api.get<Person>(`/v1/people/${body.personId}`, { token })).body;
};

const change = ({ personId, version }: Pick<Person, 'personId' | 'version'>, body: object, by = token) =>
  api.call<Person>('PATCH', `/v1/people/${personId}`, { token: by, body, headers: { 'if-match': `"${version}"` } });

const timelineOf = async (personId: string, by = token, query = ''): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/people/${personId}/timeline?limit=2${more}${query}`;
    const { body, status } = await api.get<Page>(path, { token: by });
    expect(status).toBe(200);
    lines.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return lines;
};
const kinds = (lines: readonly Line[]) => lines.map(({ kind }) => kind);

describe('a person of the registry', () => {
  it('is found, held, handed over, and every step stands in the timeline in order', async () => {
    const found = await discovered('测试仇乐');
    expect(found).toMatchObject({ layer: 'suspected', version: 1, reasons: [{ code: 'discovery-confirmed' }] });

    const byName = await api.post<{ items: Person[] }>(
      '/v1/people/search',
      { name: '测试仇乐', regionCode: COUNTY },
      { token },
    );
    expect(byName.body.items.map(({ personId }) => personId)).toContain(found.personId);
    const homophone = { name: '侧式仇乐', regionCode: PREFECTURE };
    const alike = await api.post<{ items: Person[] }>('/v1/people/search', homophone, {
      token: tokenOf(endpoints, PREFECTURE),
    });
    expect(alike.body.items.map(({ personId }) => personId)).toContain(found.personId);

    const until = addDays(shanghaiDay(new Date()), 30);
    const hold = { layer: 'registered', until, reason: '家访未完。' };
    const held = await change(found, { hold });
    expect([held.status, held.body.layer, held.body.version]).toEqual([200, 'registered', 2]);
    expect(held.body.reasons.map(({ code }) => code)).toEqual(['held', 'discovery-confirmed']);
    expect((await change(found, { hold })).status).toBe(412);
    const bare = await api.call('PATCH', `/v1/people/${found.personId}`, { token, body: { note: 'x' } });
    expect(bare.status).toBe(428);

    const moved = await change(held.body, { regionCode: ELSEWHERE });
    expect([moved.status, moved.body.regionCode]).toEqual([200, ELSEWHERE]);
    const isTold = (all: readonly { detail: { type: string; subject: { id: string } } }[]) =>
      all.some(({ detail }) => detail.type === 'person.handed-over' && detail.subject.id === found.personId);
    await receiveUntil(endpoints, PREFECTURE, isTold);
    await receiveUntil(endpoints, ITS_PREFECTURE, isTold);
    expect((await api.get(`/v1/people/${found.personId}`, { token })).status).toBe(404);
    const now = await api.get<Person>(`/v1/people/${found.personId}`, { token: there });
    expect(now.body).toMatchObject({ regionCode: ELSEWHERE, version: 3, layer: 'registered' });

    const lifted = await change(now.body, { hold: null, phone: '13911112222' }, there);
    expect([lifted.status, lifted.body.layer]).toEqual([200, 'suspected']);

    const whole = await timelineOf(found.personId, there);
    expect(kinds(whole)).toEqual([
      ...['report', 'report', 'source', 'layer-change'],
      ...['hold', 'layer-change', 'hand-over', 'correction', 'hold', 'layer-change'],
    ]);
    expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).toSorted());
    expect(kinds(await timelineOf(found.personId))).toEqual(kinds(whole).slice(0, 7));
    const read = await timelineOf(found.personId, token, '&purpose=visit');
    expect(read.map(({ holdReason }) => holdReason).filter((one) => one !== undefined)).toEqual([hold.reason]);
  });

  it('shares a household with others, which splits, takes over, merges and moves', async () => {
    const [one, other] = [await discovered('测试合一'), await discovered('测试合二')];
    const of = (id: string, what: string, body: object, by = token) =>
      api.post<Step>(`/v1/households/${id}/${what}`, body, { token: by });
    const home = (id: string, by = token) => api.get<Household>(`/v1/households/${id}`, { token: by });

    expect((await of(one.householdId, 'transfers', { personId: other.personId })).status).toBe(200);
    expect((await home(one.householdId)).body.members.map(({ personId }) => personId)).toEqual([
      one.personId,
      other.personId,
    ]);
    await of(one.householdId, 'transfers', { headPersonId: other.personId });
    expect((await home(one.householdId)).body).toMatchObject({ headPersonId: other.personId, version: 3 });
    const split = await of(one.householdId, 'splits', { memberIds: [one.personId], headPersonId: one.personId });
    expect(split.status).toBe(201);
    const made = split.body.householdId;
    expect((await api.get<Person>(`/v1/people/${one.personId}`, { token })).body.householdId).toBe(made);
    expect((await of(made, 'merges', { householdId: one.householdId })).body).toEqual({
      householdId: made,
      version: 2,
    });
    expect((await of(made, 'transfers', { regionCode: ELSEWHERE })).status).toBe(200);
    expect((await home(made)).status).toBe(404);
    expect((await home(made, there)).body.members).toHaveLength(2);
    const lines = await api.get<Page>(`/v1/households/${made}/timeline`, { token: there });
    expect(kinds(lines.body.items)).toEqual(['household', 'household', 'household']);
    expect(kinds(await timelineOf(other.personId, there))).toEqual([
      ...['report', 'report', 'source', 'layer-change'],
      ...['household', 'household', 'hand-over'],
    ]);
  });
});
