import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, shanghaiDay } from '#shared/kernel/time.ts';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { citizenToken } from '#test/support/citizens.ts';
import { sendFile } from '#test/support/files.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { type Envelope, receiveUntil } from '#test/support/queues.ts';
import { tokenFor } from '#test/support/tokens.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** Sanmen in Taizhou, and Zhuji in Shaoxing to which the person moves: no other journey is here. */
const [COUNTY, PREFECTURE] = ['331022', '331000'];
const [ELSEWHERE, ITS_PREFECTURE] = ['330681', '330600'];

const NUMBER = newIdNumber();
const NAME = '测试渡';
const PHONE = `139${String(Date.now()).slice(-8)}`;
const RUN = `GD-${Date.now()}`;
/** Somebody else on the list, who stays on it. */
const NEIGHBOUR = { key: `${RUN}-2`, idNumber: newIdNumber(), name: '测试邻' };
const TODAY = shanghaiDay(new Date());

type Reason = { readonly code: string; readonly text: { readonly zh: string; readonly en: string } };
type Person = {
  readonly personId: string;
  readonly householdId: string;
  readonly layer: string;
  readonly categories: readonly string[];
  readonly version: number;
  readonly regionCode: string;
  readonly reasons: readonly Reason[];
  readonly provisional?: true;
  readonly mergedInto?: string;
};
type Household = {
  readonly headPersonId: string;
  readonly members: readonly Person[];
  readonly recheckDueOn?: string;
};
type Line = {
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly reasons?: readonly Reason[];
  readonly about?: { readonly kind: string; readonly id: string };
};
type Lines = { readonly items: readonly Line[] };
type Answers = { readonly items: readonly { readonly status: string; readonly personId?: string }[] };
type Duplicate = {
  readonly duplicateId: string;
  readonly state: string;
  readonly reasons: readonly Reason[];
  readonly people: readonly { readonly personId: string }[];
};
type Step = { readonly personId: string; readonly householdId: string; readonly version: number };

let endpoints: Endpoints;
let api: Api;
/** Whoever works on the person: an official of the county, one of the county that they move to, and the province. */
let here: string;
let there: string;
let province: string;
/** The person whom all of this is about. */
let id: string;
let household: string;
let child: string;
let alike: string;

const official = (sub: string, region: string): Promise<string> =>
  tokenFor(endpoints, { aud: 'official', sub, region, roles: ['caseworker', 'reviewer', 'operator'] });

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  here = await official('transitions-here', COUNTY);
  there = await official('transitions-there', ELSEWHERE);
  province = tokenOf(endpoints, 'province');
});

const person = async (personId = id, token = here): Promise<Person> =>
  (await api.get<Person>(`/v1/people/${personId}`, { token })).body;
const codes = ({ reasons }: Pick<Person, 'reasons'>) => reasons.map(({ code }) => code);
const kinds = (lines: readonly Line[]) => lines.map(({ kind }) => kind);

/** What the assistance system decided, as its event. */
const decided = async (type: string, more: object, token = here, regionCode = COUNTY): Promise<void> => {
  const event = {
    type,
    sourceKey: RUN,
    occurredAt: new Date().toISOString(),
    evidence: `测民〔2026〕${type}号`,
    person: { idNumber: NUMBER, name: NAME, regionCode },
    ...more,
  };
  const { body, text } = await api.post<Answers>('/v1/sources/assistance-system/events', [event], { token });
  expect([body.items[0]?.status, text]).toEqual(['applied', text]);
  id = body.items[0]?.personId ?? '';
};

/** The housing department's full list of the county, with those whom it names. */
const list = (...rows: readonly { readonly key: string; readonly idNumber: string; readonly name: string }[]) =>
  sendFile(api, {
    to: 'sources/housing',
    token: province,
    csv: [
      'source_key,id_number,name,region_code,from,list',
      ...rows.map(({ key, idNumber, name }) => `${key},${idNumber},${name},${COUNTY},2026-01-05,${RUN}`),
    ].join('\n'),
  });

const patch = async (body: object, token = here): Promise<Person> => {
  const { version } = await person(id, token);
  const headers = { 'if-match': `"${version}"` };
  const answer = await api.call<Person>('PATCH', `/v1/people/${id}`, { token, body, headers });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.body;
};

const onHousehold = async (householdId: string, what: string, body: object): Promise<Step> => {
  const answer = await api.post<Step>(`/v1/households/${householdId}/${what}`, body, { token: there });
  expect([answer.status < 300, answer.text]).toEqual([true, answer.text]);
  return answer.body;
};

/** Somebody without a number, recorded by the county of which the person is by then. */
const recorded = async (body: object): Promise<string> => {
  const made = await api.post<Step>(
    '/v1/people',
    { regionCode: ELSEWHERE, source: 'visit', ...body },
    { token: there },
  );
  expect([made.status, made.text]).toEqual([201, made.text]);
  return made.body.personId;
};

const timeline = async (path: string, token: string): Promise<readonly Line[]> => {
  const { body, status } = await api.get<Lines>(`/v1/${path}/timeline?limit=200`, { token });
  expect(status).toBe(200);
  return body.items;
};

describe('one person, through every transition', () => {
  it('is refused, and stays in sight as suspected', async () => {
    await decided('refused', { sourceKey: `${RUN}-application` });
    expect(await person()).toMatchObject({ layer: 'suspected', version: 1, regionCode: COUNTY });
    expect(codes(await person())).toEqual(['application-refused']);
    household = (await person()).householdId;
  });

  it('is approved, and registered; the decision changes, and so does the category', async () => {
    const from = addDays(TODAY, -20);
    await decided('approved', { category: 'subsistence-allowance', from });
    expect(await person()).toMatchObject({ layer: 'registered' });
    expect((await person()).categories).toContain('subsistence-allowance');
    await decided('changed', { category: 'marginal', from });
    expect(await person()).toMatchObject({ layer: 'registered' });
    expect((await person()).categories).not.toContain('subsistence-allowance');
    expect((await person()).categories).toContain('marginal');
  });

  it('is named by a department’s list besides, and is of two categories', async () => {
    const batch = await list({ key: `${RUN}-1`, idNumber: NUMBER, name: NAME }, NEIGHBOUR);
    expect(batch).toMatchObject({ status: 'done', counts: { rows: 2, created: 2 } });
    expect((await person()).categories).toEqual(expect.arrayContaining(['housing-aid', 'marginal']));
    expect(codes(await person())).toEqual(expect.arrayContaining(['registered', 'listed']));
  });

  it('leaves assistance by a decision, and is suspected until the end of the gradual exit', async () => {
    await decided('exited', { from: TODAY });
    expect(await person()).toMatchObject({ layer: 'suspected' });
    expect(codes(await person())).toContain('recently-exited');
    expect((await person()).categories).toContain('housing-aid');
  });

  it('is no longer named by the next full list, and is derived anew', async () => {
    const batch = await list(NEIGHBOUR);
    expect(batch).toMatchObject({ status: 'done', counts: { closed: 1 } });
    expect((await person()).categories).not.toContain('housing-aid');
    expect(codes(await person())).not.toContain('listed');
  });

  it('is reported by the public, and the locality confirms it', async () => {
    const open = () => api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token: here });
    const before = new Set((await open()).body.items.map(({ workOrderId }) => workOrderId));
    const subject = { name: NAME, idNumber: NUMBER, regionCode: COUNTY, situations: ['illness'] };
    expect((await api.post('/v1/reports', { subject })).status).toBe(202);
    const order = await eventually('the work order', async () =>
      (await open()).body.items.find(({ workOrderId }) => !before.has(workOrderId)),
    );
    const path = `/v1/work-orders/${order.workOrderId}/feedback`;
    const closed = await api.post<Step>(path, { outcome: 'confirmed' }, { token: here });
    expect([closed.status, closed.body.personId]).toEqual([200, id]);
    expect(codes(await person())).toContain('discovery-confirmed');
  });

  it('is held against the rules, until the hold is lifted', async () => {
    const until = addDays(TODAY, 30);
    const held = await patch({ hold: { layer: 'registered', until, reason: '家访未完。' } });
    expect([held.layer, codes(held)[0]]).toEqual(['registered', 'held']);
    const lifted = await patch({ hold: null });
    expect([lifted.layer, codes(lifted)]).toEqual(['suspected', expect.not.arrayContaining(['held'])]);
  });

  it('moves: the new county has the record, the old one its history, and both are told', async () => {
    // Somebody without a number, who lives there already and may be the same person: the move tells.
    alike = await recorded({ name: NAME, birthYear: Number(NUMBER.slice(6, 10)), phone: PHONE });
    const moved = await patch({ regionCode: ELSEWHERE, phone: PHONE });
    expect([moved.regionCode, moved.layer]).toEqual([ELSEWHERE, 'suspected']);
    const isTold = (all: readonly Envelope[]) =>
      all.some(({ detail }) => detail.type === 'person.handed-over' && detail.subject.id === id);
    await receiveUntil(endpoints, PREFECTURE, isTold);
    await receiveUntil(endpoints, ITS_PREFECTURE, isTold);
    expect((await api.get(`/v1/people/${id}`, { token: here })).status).toBe(404);
    expect(await person(id, there)).toMatchObject({ regionCode: ELSEWHERE, householdId: household });
    expect(kinds(await timeline(`people/${id}`, here)).at(-1)).toBe('hand-over');
  });

  it('takes a child without a number into the household, which is linked later, leaves and comes back', async () => {
    child = await recorded({ name: '测试宝', birthYear: 2025 });
    expect(await person(child, there)).toMatchObject({ layer: 'suspected', provisional: true });
    await onHousehold(household, 'transfers', { personId: child });
    const body = { idNumber: newIdNumber(), evidence: '出生医学证明' };
    expect((await api.post(`/v1/people/${child}/identity`, body, { token: there })).status).toBe(200);
    const linked = await person(child, there);
    expect([linked.householdId, linked.provisional]).toEqual([household, undefined]);
    const apart = await onHousehold(household, 'splits', { memberIds: [child], headPersonId: child });
    expect((await person(child, there)).householdId).toBe(apart.householdId);
    await onHousehold(household, 'merges', { householdId: apart.householdId });
    const { body: home } = await api.get<Household>(`/v1/households/${household}`, { token: there });
    expect([home.headPersonId, home.members.map(({ personId }) => personId)]).toEqual([id, [id, child]]);
  });

  it('turns out to be somebody who was recorded without a number, and then not', async () => {
    const pair = await eventually('the suspicion', async () => {
      const { body } = await api.get<{ items: Duplicate[] }>('/v1/duplicates?limit=200', { token: there });
      return body.items.find(({ people }) =>
        [id, alike].every((one) => people.some(({ personId }) => personId === one)),
      );
    });
    expect(codes(pair)).toEqual(expect.arrayContaining(['same-phone']));
    const decide = async (body: object) => {
      const answer = await api.post<Duplicate>(`/v1/duplicates/${pair.duplicateId}/decision`, body, { token: there });
      return [answer.status, answer.body.state];
    };
    expect(await decide({ decision: 'merge', survivorId: id, note: '电话核对。' })).toEqual([200, 'merged']);
    expect(await person(alike, there)).toMatchObject({ layer: 'exited', mergedInto: id });
    expect(codes(await person(id, there))).toContain('observed');
    expect(await decide({ decision: 'unmerge' })).toEqual([200, 'apart']);
    expect(await person(alike, there)).toMatchObject({ layer: 'suspected' });
    expect(codes(await person(id, there))).not.toContain('observed');
  });

  it('dies, has left whatever the lists say, and the household is due to be checked again', async () => {
    await decided('exited', { cause: 'death', from: TODAY }, there, ELSEWHERE);
    expect(await person(id, there)).toMatchObject({ layer: 'exited', categories: [] });
    expect(codes(await person(id, there))).toEqual(['died']);
    const { body: home } = await api.get<Household>(`/v1/households/${household}`, { token: there });
    expect(home.recheckDueOn).toBe(addMonths(TODAY, 3));
  });
});

describe('the timeline', () => {
  it('tells all of it in order, by whom and why', async () => {
    const lines = await timeline(`people/${id}`, there);
    expect(kinds(lines)).toEqual([
      ...['determination', 'layer-change'],
      ...['assistance', 'layer-change', 'assistance'],
      'source',
      ...['assistance', 'source', 'layer-change'],
      'source',
      ...['report', 'report', 'source'],
      ...['hold', 'layer-change', 'hold', 'layer-change'],
      ...['correction', 'hand-over'],
      ...['identity', 'identity'],
      ...['source', 'layer-change'],
    ]);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted());
    expect(lines.every(({ actor, text }) => actor !== '' && text.zh !== '' && text.en !== '')).toBe(true);
    const turns = lines.filter(({ kind }) => kind === 'layer-change');
    expect(turns.map(({ text }) => text.zh)).toEqual([
      '列入“疑似”。',
      '由“疑似”转为“在册”。',
      '由“在册”转为“疑似”。',
      '由“疑似”转为“在册”。',
      '由“在册”转为“疑似”。',
      '由“疑似”转为“退出”。',
    ]);
    expect(turns.every(({ reasons = [] }) => reasons.length > 0)).toBe(true);
    expect(lines.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['transitions-here', 'transitions-there']));
    expect(lines.find(({ kind }) => kind === 'source')?.about?.kind).toBe('batch');
    expect(JSON.stringify(lines)).not.toContain(NUMBER);
  });

  it('of the household tells who came and went, and the check that is due', async () => {
    const lines = await timeline(`households/${household}`, there);
    expect(lines.map(({ text }) => text.zh)).toEqual([
      '整户迁移。',
      '成员转入。',
      '分户。',
      '并户。',
      `家庭成员死亡,须在 ${addMonths(TODAY, 3)} 前重新核查家庭情况。`,
    ]);
    expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set(['transitions-here', 'transitions-there']));
  });

  it('of the county that gave the person away ends with the hand-over', async () => {
    const whole = kinds(await timeline(`people/${id}`, there));
    expect(kinds(await timeline(`people/${id}`, here))).toEqual(whole.slice(0, whole.indexOf('hand-over') + 1));
  });

  it('and the record are the citizen’s to read, without a name of an official', async () => {
    const token = await citizenToken(endpoints, NUMBER);
    const record = await api.get('/v1/me/record', { token });
    expect(record.body).toMatchObject({ inRegistry: true, layer: 'exited', householdSize: 2 });
    const mine = await api.get<Lines>('/v1/me/timeline?limit=200', { token });
    expect(kinds(mine.body.items)).toEqual(expect.arrayContaining(['determination', 'hold', 'hand-over', 'identity']));
    expect(record.text + mine.text).not.toContain('transitions-');
    expect(record.text + mine.text).not.toContain(NUMBER);
  });
});
