import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Route, routes } from '#shared/reference/routes.ts';
import { type Api, apiOf, type Call, tokenOf } from '#test/support/api.ts';
import { bodies, COUNTY, type Json, NUMBER, nowhere, report } from '#test/support/bodies.ts';
import { localCloud } from '#test/support/local-cloud.ts';
import { misspelt } from '#test/support/new-people.ts';
import { tokenFor } from '#test/support/tokens.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

type Field = {
  readonly path: string;
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
};
type Problem = { readonly code: string; readonly status: number; readonly errors?: readonly Field[] };

let endpoints: Endpoints;
let api: Api;
let citizen: string;

type BodyId = keyof typeof bodies;
const ids = Object.keys(bodies) as BodyId[];

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  citizen = await tokenFor(endpoints, { aud: 'citizen', sub: 'local-citizen', id_number: NUMBER });
});

/** The token of somebody whom the route lets in. */
const callerOf = (id: BodyId): string | undefined => {
  const { audience, roles = [] }: Route = routes[id];
  if (audience === 'citizen') return citizen;
  if (audience === 'public') return undefined;
  return tokenOf(endpoints, roles.join() === 'auditor' ? 'auditor' : 'province');
};

const send = (id: BodyId, body: unknown, options: Call = {}) =>
  api.call<Problem>(routes[id].method, bodies[id].path, { token: callerOf(id), body, ...options });

/** Refused with a problem document that names the field, a stable code and what to do, in both languages. */
const refused = async (id: BodyId, body: unknown, path: string, code?: string): Promise<void> => {
  const answer = await send(id, body);
  const what = `${id} ${path} ${JSON.stringify(body).slice(0, 200)} -> ${answer.text}`;
  expect(answer.status, what).toBe(400);
  expect(answer.headers.get('content-type'), what).toContain('application/problem+json');
  const field = answer.body.errors?.find(
    (one) => one.path === path || (code === undefined && one.path.startsWith(path)),
  );
  expect(field, what).toMatchObject({ code: code ?? expect.any(String) });
  expect(field?.message.zh, what).toMatch(/\p{Script=Han}/u);
  expect(field?.message.en, what).toMatch(/[a-z]{2}/);
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place in a body: itself excluded, objects and leaves alike. */
const places = (value: unknown, at: readonly string[] = []): string[][] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...places(inner, [...at, key])])
    : [];

const withValue = (body: Json, [first = '', ...rest]: readonly string[], value: unknown): Json => ({
  ...body,
  [first]: rest.length === 0 ? value : withValue(body[first] as Json, rest, value),
});

const pointer = (place: readonly string[]): string => place.map((part) => `/${part}`).join('');

type Schema = {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
};

/** The fields that a schema has, as places. */
const fieldsOf = (schema: Schema, defs: Schema['$defs'], at: readonly string[] = []): string[][] => {
  const { properties = {}, anyOf = [], $ref } = schema;
  const own = Object.entries(properties).flatMap(([key, inner]) => [
    [...at, key],
    ...fieldsOf(inner, defs, [...at, key]),
  ]);
  const named = $ref === undefined ? undefined : defs?.[$ref.split('/').at(-1) ?? ''];
  return [...own, ...[...anyOf, ...(named === undefined ? [] : [named])].flatMap((inner) => fieldsOf(inner, defs, at))];
};

const cases = ids.flatMap((id) => places(bodies[id].body).map((place) => [id, pointer(place), place] as const));

const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['applySourceBatch', 'releaseSourceBatch', 'undoSourceBatch']);

describe('every body', () => {
  it('of a route is tried here, with every field that its contract has', () => {
    // A list of events is answered event by event: below.
    const posts = Object.entries(routes).flatMap(([id, { method }]) =>
      method === 'GET' || id === 'sendSourceEvents' ? [] : [id],
    );
    expect([...ids].sort()).toEqual(posts.sort());
    for (const id of ids) {
      const schema = z.toJSONSchema(bodies[id].schema, { io: 'input', unrepresentable: 'any' }) as Schema;
      const fields = new Set(fieldsOf(schema, schema.$defs).map(pointer));
      const sent = bodies[id];
      const tried = [sent.body, ...('others' in sent ? sent.others : [])].flatMap((body) => places(body)).map(pointer);
      expect([id, new Set(tried)]).toEqual([id, fields]);
    }
  });

  it.each(cases)('%s is refused when %s is of a wrong type', async (id, path, place) => {
    const { body } = bodies[id];
    const isNullable = path.startsWith('/answers/') || path.startsWith('/selfCheck/answers/') || path === '/hold';
    for (const wrong of [{ x: 1 }, [[]], ...(isNullable ? [] : [null])])
      await refused(id, withValue(body, place, wrong), path);
  });

  it.each(
    cases.filter(([id, , place]) =>
      isObject(place.reduce<unknown>((value, key) => (value as Json)[key], bodies[id].body)),
    ),
  )('%s is refused when %s has a field that there is not', async (id, path, place) => {
    const inner = place.reduce<unknown>((value, key) => (value as Json)[key], bodies[id].body) as Json;
    await refused(
      id,
      withValue(bodies[id].body, place, { ...inner, surprise: 1 }),
      `${path}/surprise`,
      'unknown-field',
    );
  });

  it.each(ids)('%s is refused with an unknown field, as a list, as null, as a number, and empty', async (id) => {
    await refused(id, { ...bodies[id].body, surprise: 1 }, '/surprise', 'unknown-field');
    for (const whole of ['[]', 'null', '7', '"text"'])
      expect(await send(id, whole), whole).toMatchObject({ status: 400 });
    // A command on a batch needs no body: this one finds no batch.
    const status = MAY_BE_EMPTY.has(id) ? 404 : 400;
    expect(await send(id, '')).toMatchObject({ status });
    expect(await send(id, undefined)).toMatchObject({ status });
  });

  it.each(ids)('%s that is no JSON, or comes as something else, is told so', async (id) => {
    for (const text of ['{', '{"subject":', 'subject=1', '\u0000', "{'a':1}", '{"a":1}}']) {
      expect(await send(id, text)).toMatchObject({ status: 400, body: { code: 'body-not-json' } });
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'application/jsonp']) {
      const answer = await send(id, bodies[id].body, { headers: { 'content-type': type } });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, 'media-type']);
    }
  });

  // An objection is asked for code and secret first, so that a key tells nothing to whoever has the wrong ones.
  const KEYLESS: ReadonlySet<string> = new Set(['runSelfCheck', 'searchPeople', 'objectToResult']);
  it.each(ids.filter((id) => !KEYLESS.has(id) && routes[id].method === 'POST'))(
    '%s needs a proper Idempotency-Key',
    async (id) => {
      const body = id === 'openFeedBatch' ? { ...bodies[id].body, sequence: 0 } : bodies[id].body;
      for (const key of [false, '', 'short', 'fifteen-letters', 'with spaces in it here', 'x'.repeat(201)] as const) {
        const answer = await send(id, body, { key });
        expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'idempotency-key']);
      }
    },
  );

  it.each(ids)('%s nested a thousand deep is refused, and nothing falls over', async (id) => {
    const deep = `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`;
    expect(await send(id, deep)).toMatchObject({ status: 400 });
    expect(await send(id, `${'['.repeat(4_000)}${']'.repeat(4_000)}`)).toMatchObject({ status: 400 });
  });
});

describe('a list of events', () => {
  const path = '/v1/sources/assistance-system/events';
  const tell = (body: unknown) => api.post<Problem>(path, body, { token: tokenOf(endpoints, 'province') });

  it.each(['{}', 'null', '7', '[]', '', '[', `[${'{},'.repeat(500)}{}]`])(
    'that is none is refused: %s',
    async (body) => {
      expect(await tell(body)).toMatchObject({ status: 400 });
    },
  );

  it('answers each event that is wrong with what is wrong with it', async () => {
    const wrong = [{}, 1, null, [], { type: 'approved' }, { type: 'rich' }, { surprise: { deep: [] } }];
    const { status, body } = await api.post<{ items: { status: string; problem: Problem }[] }>(path, wrong, {
      token: tokenOf(endpoints, 'province'),
    });
    expect(status).toBe(200);
    expect(body.items.map((item) => [item.status, item.problem.code])).toEqual(
      wrong.map(() => ['rejected', 'invalid-request']),
    );
  });
});

const sized = (bytes: number): string => {
  const empty = JSON.stringify({ ...report, filling: '' });
  return JSON.stringify({ ...report, filling: 'x'.repeat(bytes - Buffer.byteLength(empty)) });
};

describe('a public body', () => {
  it.each(['submitReport', 'runSelfCheck'] as const)('%s of 8 KiB is read, of one byte more is 413', async (id) => {
    expect(await send(id, sized(8_192))).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await send(id, sized(8_193))).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    // Counted in bytes, not in characters.
    expect(await send(id, JSON.stringify({ filling: '汉'.repeat(2_800) }))).toMatchObject({ status: 413 });
  });
});

const subjectWith = (more: object) => ({
  subject: { name: '测试宁', regionCode: COUNTY, situations: ['other'], ...more },
});

describe('a field of a report', () => {
  it.each([
    ['name', '', 'required'],
    ['name', '   ', 'required'],
    ['name', '名'.repeat(51), 'too-long'],
    ['name', '王\u0000明', 'text-unprintable'],
    ['name', '王\u001b[31m', 'text-unprintable'],
    ['name', '\ud800', 'text-unprintable'],
    ['idNumber', misspelt(NUMBER), 'id-number-check-digit'],
    ['idNumber', '123', 'id-number-shape'],
    ['idNumber', '', 'id-number-shape'],
    ['idNumber', `${NUMBER}1`, 'id-number-shape'],
    ['idNumber', '110105195002300012', 'id-number-birth-date'],
    ['phone', '12345678901', 'phone'],
    ['phone', '+8613800001234', 'phone'],
    ['regionCode', '330100', 'region-too-wide'],
    ['regionCode', '330000', 'region-too-wide'],
    ['regionCode', '330199', 'region-unknown'],
    ['regionCode', '110105', 'region-unknown'],
    ['regionCode', '330602999', 'region-unknown'],
    ['regionCode', 'abc', 'region-unknown'],
    ['regionCode', '３３０６０２', 'region-unknown'],
    ['address', '路'.repeat(201), 'too-long'],
    ['description', '话'.repeat(1_001), 'too-long'],
    ['situations', [], 'required'],
  ])('%s %j: %s', async (name, value, code) => {
    await refused('submitReport', subjectWith({ [name]: value }), `/subject/${name}`, code);
  });

  it('says of a wrong check digit what to do', async () => {
    const { body } = await send('submitReport', subjectWith({ idNumber: misspelt(NUMBER) }));
    expect(body.errors?.[0]?.message.zh).toContain('最后一位');
    expect(JSON.stringify(body)).not.toContain(misspelt(NUMBER));
  });

  it('that is missing is named, and all that is wrong is named at once', async () => {
    await refused('submitReport', {}, '/subject', 'required');
    await refused('submitReport', { subject: {} }, '/subject/name', 'required');
    const { body } = await send('submitReport', {
      subject: { name: 1, regionCode: 'x', situations: ['rich'] },
      urgency: 'now',
    });
    expect(body.errors?.map(({ path }) => path).sort()).toEqual([
      '/subject/name',
      '/subject/regionCode',
      '/subject/situations/0',
      '/urgency',
    ]);
  });

  it.each([
    ['a name of 50 characters', { name: '名'.repeat(50) }],
    ['an emoji', { name: '小明🙂', description: '👨‍👩‍👧 家庭' }],
    ['right-to-left marks', { name: '\u202e明小\u202c', description: '\u200f\u061c' }],
    ['a minority name', { name: '买买提·吐尔逊' }],
    ['a rare character', { name: '𠮷田' }],
    ['markup', { name: '<script>alert(1)</script>', description: "'; DROP TABLE people; --" }],
    ['a formula', { description: '=HYPERLINK("http://x")' }],
    ['an old number of 15 digits', { idNumber: '110105491231002' }],
    ['a full-width number in lower case', { idNumber: '11010519491231002ｘ' }],
    ['line breaks', { description: '第一行\n第二行\t。' }],
    ['keys of every object', { description: '__proto__ constructor' }],
  ])('may hold %s', async (_, more) => {
    const answer = await send('submitReport', subjectWith(more));
    expect([answer.status, answer.text]).toEqual([202, answer.text]);
  });

  it('called like a part of every object is an unknown one', async () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const answer = await send(
        'submitReport',
        `{"${key}":1,"subject":{"name":"测","regionCode":"${COUNTY}","situations":["other"]}}`,
      );
      expect([key, answer.status]).toEqual([key, 400]);
    }
  });
});

describe('a query', () => {
  const get = (path: string) => api.get<Problem>(path, { token: tokenOf(endpoints, 'province') });

  it.each([
    ['/v1/work-orders?state=lost', '/query/state'],
    ['/v1/work-orders?limit=0', '/query/limit'],
    ['/v1/work-orders?limit=201', '/query/limit'],
    ['/v1/work-orders?limit=many', '/query/limit'],
    ['/v1/work-orders?surprise=1', '/query/surprise'],
    ['/v1/work-orders?dueBefore=tomorrow', '/query/dueBefore'],
    ['/v1/work-orders?state=closed&from=2026-02-30', '/query/from'],
    ['/v1/people?layer=rich', '/query/layer'],
    ['/v1/people?regionCode=33', '/query/regionCode'],
    [`/v1/people/${nowhere}?purpose=curiosity`, '/query/purpose'],
    [`/v1/people/${nowhere}/timeline?limit=0`, '/query/limit'],
    ['/v1/alerts?state=lost', '/query/state'],
    ['/v1/statistics?regionCode=x', '/query/regionCode'],
    ['/v1/placements?limit=0', '/query/limit'],
    ['/v1/placements?regionCode=x', '/query/regionCode'],
    ['/v1/regions', '/query/parent'],
    ['/v1/self-checks/questions?regionCode=330100', '/query/regionCode'],
  ])('%s is refused at %s', async (path, field) => {
    const { status, body } = await get(path);
    expect([status, body.errors?.map((one) => one.path)]).toEqual([400, [field]]);
  });

  it.each([
    'work-orders?cursor=x',
    'work-orders?cursor=WyJhIiwiYiJd',
    'people?cursor=%00',
    'alerts?after=zzz',
    'placements?cursor=x',
  ])('%s: a cursor that is none of ours is refused', async (path) => {
    expect(await get(`/v1/${path}`)).toMatchObject({ status: 400, body: { code: 'cursor' } });
  });

  it.each(['..%2f..%2fetc', '%00', '%E0%A4%A', "';--", 'x'.repeat(2_000), '😀'])(
    'with the id %j finds nothing, and never fails',
    async (id) => {
      for (const path of [
        '/v1/work-orders/',
        '/v1/people/',
        '/v1/households/',
        '/v1/alerts/',
        '/v1/reports/',
        '/v1/feeds/',
        '/v1/placements/',
      ]) {
        const { status } = await get(`${path}${id}`);
        expect([path, status >= 400 && status < 500]).toEqual([path, true]);
      }
    },
  );
});
