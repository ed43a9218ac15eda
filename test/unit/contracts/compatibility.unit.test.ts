import { describe, expect, it } from 'vitest';
import { compatible } from '#scripts/contracts/compatibility.ts';
import { generate } from '#scripts/contracts/generate.ts';
import type { JsonObject } from '#scripts/contracts/json.ts';

const query = (name: string, schema: object, required = false) => ({ in: 'query', name, required, schema });
const body = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });

const note = {
  type: 'object',
  properties: { text: { type: 'string', maxLength: 100 }, kind: { enum: ['red', 'green'] } },
  required: ['text'],
  additionalProperties: false,
};
const answer = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    state: { enum: ['open'] },
    notes: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
  },
  required: ['id'],
};

/** A document of one route, with parts of its operation replaced. */
const document = (operation: object = {}, schemas: object = {}): JsonObject => ({
  paths: {
    '/notes': {
      post: {
        operationId: 'addNote',
        security: [{ official: [] }],
        'x-roles': ['operator', 'reviewer'],
        parameters: [query('limit', { type: 'integer', maximum: 200 })],
        requestBody: body({ $ref: '#/components/schemas/Note' }),
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } } },
        ...operation,
      },
    },
  },
  components: { schemas: { Note: note, Answer: answer, ...schemas } },
});

const changes = (now: JsonObject, old = document()) =>
  compatible(new Map([['openapi.json', old]]), new Map([['openapi.json', now]]));
const noteWith = (change: object) => document({}, { Note: { ...note, ...change } });
const answerWith = (change: object) => document({ requestBody: undefined }, { Answer: { ...answer, ...change } });
const withoutRequest = document({ requestBody: undefined });

describe('what callers can go on with', () => {
  it('is the same document', () => {
    expect(compatible(generate(), generate())).toEqual([]);
  });

  it('is a field of a request that may be left out now', () => {
    const of = (required: readonly string[]) => document({ responses: {} }, { Note: { ...note, required } });
    expect(changes(of([]), of(['text']))).toEqual([]);
  });

  it('is one with a further route', () => {
    expect(compatible(new Map(), generate())).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['a further optional field of a request', noteWith({ properties: { ...note.properties, more: {} } })],
    [
      'a further value of a request',
      noteWith({ properties: { ...note.properties, kind: { enum: ['red', 'green', 'blue'] } } }),
    ],
    ['a longer text', noteWith({ properties: { ...note.properties, text: { type: 'string', maxLength: 200 } } })],
    [
      'a further optional parameter',
      document({ parameters: [query('limit', { type: 'integer' }), query('state', {})] }),
    ],
    ['a further role', document({ 'x-roles': ['operator', 'reviewer', 'auditor'] })],
    ['a route that asks for no token any more', document({ security: [], 'x-roles': undefined })],
  ])('is %s', (_, now) => {
    expect(changes(now)).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    [
      'a further field of an answer',
      answerWith({ properties: { ...answer.properties, more: {} }, required: ['id', 'more'] }),
    ],
    [
      'a further value in an answer',
      answerWith({ properties: { ...answer.properties, state: { enum: ['open', 'shut'] } } }),
    ],
  ])('is %s', (_, now) => {
    expect(changes(now, withoutRequest)).toEqual([]);
  });
});

describe('what breaks callers', () => {
  it.each<[string, JsonObject, string]>([
    ['a removed route', { paths: {} }, 'POST /notes: is gone'],
    ['another operationId', document({ operationId: 'note' }), 'POST /notes: operationId is note'],
    ['a role less', document({ 'x-roles': ['operator'] }), 'POST /notes: no longer for the role reviewer'],
    [
      'a required parameter',
      document({ parameters: [query('limit', { type: 'integer', maximum: 200 }, true)] }),
      'POST /notes query parameter limit: is needed now',
    ],
    ['a removed parameter', document({ parameters: [] }), 'POST /notes query parameter limit: is gone'],
    [
      'a lower limit',
      document({ parameters: [query('limit', { type: 'integer', maximum: 100 })] }),
      'POST /notes query parameter limit: maximum is 100',
    ],
    ['another status', document({ responses: { 201: {} } }), 'POST /notes: no longer answers 200'],
    [
      'another media type',
      document({ responses: { 200: { content: { 'text/html': {} } } } }),
      'POST /notes 200: no longer application/json',
    ],
    [
      'a required field of a request',
      noteWith({ required: ['text', 'kind'] }),
      'POST /notes body: "kind" is needed now',
    ],
    [
      'a removed field of a closed request',
      noteWith({ properties: { text: note.properties.text } }),
      'POST /notes body: "kind" is gone',
    ],
    [
      'a removed value of a request',
      noteWith({ properties: { ...note.properties, kind: { enum: ['red'] } } }),
      'POST /notes body/kind: no longer "green"',
    ],
    [
      'a narrower type',
      noteWith({ properties: { ...note.properties, text: { type: 'integer', maxLength: 100 } } }),
      'POST /notes body/text: was string, is integer',
    ],
    [
      'a pattern',
      noteWith({ properties: { ...note.properties, text: { type: 'string', maxLength: 100, pattern: '^a' } } }),
      'POST /notes body/text: another pattern',
    ],
  ])('is %s', (_, now, what) => {
    expect(changes(now)).toContain(what);
  });

  it.each<[string, object, string]>([
    ['a removed field of an answer', { properties: { id: {} } }, 'POST /notes 200: "state" is gone'],
    ['a field that may be missing', { required: [] }, 'POST /notes 200: "id" may be missing now'],
    [
      'a field that may be null',
      { properties: { ...answer.properties, id: { type: ['string', 'null'] } } },
      'POST /notes 200/id: was string, is string or null',
    ],
    [
      'another form of a field',
      { properties: { ...answer.properties, id: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
      'POST /notes 200/id: comes in a form of which nothing was known',
    ],
  ])('is %s', (_, change, what) => {
    expect(changes(answerWith(change), withoutRequest)).toContain(what);
  });

  it('is a field deep in an answer', () => {
    const { kind: _, ...properties } = note.properties;
    const now = document({ requestBody: undefined }, { Note: { ...note, properties } });
    expect(changes(now, withoutRequest)).toEqual(['POST /notes 200/notes/*: "kind" is gone']);
  });

  it('is a body where there was none', () => {
    expect(changes(document(), withoutRequest)).toEqual(['POST /notes body: is needed now']);
  });

  it('is a token where none was asked for', () => {
    expect(changes(document(), document({ security: [], 'x-roles': undefined }))).toEqual([
      'POST /notes: asks for a token of official',
    ]);
  });

  it('comes to an end where a schema holds itself', () => {
    const tree = (properties: object) => ({
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Answer' } }, ...properties },
    });
    const of = (properties: object) => document({}, { Answer: tree(properties) });
    expect(changes(of({}), of({ name: {} }))).toEqual(['POST /notes 200: "name" is gone']);
  });
});

describe('what breaks consumers', () => {
  const contracts = generate();
  const without = (name: string) => new Map([...contracts].filter(([file]) => file !== name));

  it('is a removed type of message', () => {
    expect(compatible(contracts, without('schemas/alert.raised.json'))).toEqual(['message alert.raised: is gone']);
  });

  it('is a removed feed', () => {
    expect(compatible(contracts, without('schemas/feeds/death.json'))).toEqual(['feed death: is gone']);
  });

  it('is a message with a field less, another fixed value, and a column that a feed needs now', () => {
    const message = (properties: object): JsonObject => ({ type: 'object', properties });
    const feed = (required: readonly string[]): JsonObject => ({ type: 'object', properties: { a: {} }, required });
    const old = new Map([
      ['schemas/heartbeat.json', message({ type: { const: 'heartbeat' }, sentBy: {} })],
      ['schemas/feeds/death.json', feed([])],
    ]);
    const now = new Map([
      ['schemas/heartbeat.json', message({ type: { const: 'beat' } })],
      ['schemas/feeds/death.json', feed(['a'])],
    ]);
    expect(compatible(old, now)).toEqual([
      'message heartbeat: "sentBy" is gone',
      'message heartbeat/type: no longer "heartbeat"',
      'feed death: "a" is needed now',
    ]);
  });

  it('is a queue that is gone, or gets a type no longer', () => {
    const queues = (addresses: object, messages: object) =>
      new Map([['asyncapi.json', { channels: { regionalQueue: { 'x-addresses': addresses, messages } } }]]);
    const old = queues({ 'queues/330100': '', 'queues/330200': '' }, { heartbeat: {}, 'alert.raised': {} });
    const now = queues({ 'queues/330100': '' }, { heartbeat: {} });
    expect(compatible(old, now)).toEqual([
      'queue queues/330200: is gone',
      'regionalQueue: no longer gets alert.raised',
    ]);
  });
});
