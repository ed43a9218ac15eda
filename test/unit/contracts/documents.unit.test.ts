import { describe, expect, it } from 'vitest';
import { differences } from '#scripts/contracts/files.ts';
import { generate } from '#scripts/contracts/generate.ts';
import { objectAt, written } from '#scripts/contracts/json.ts';
import { operations } from '#shared/contracts/operations.ts';
import { problemDocument } from '#shared/contracts/problem.ts';
import { problem, validationProblem } from '#shared/edge/problem.ts';
import { isProblemCode, problems } from '#shared/reference/problems.ts';
import { routes } from '#shared/reference/routes.ts';

const contracts = generate();
const openApi = contracts.get('openapi.json') ?? {};

/** They change nothing, or know each thing by a key of its own. */
const WITHOUT_KEY = ['searchPeople', 'runSelfCheck', 'sendSourceEvents'];
const described = Object.values(objectAt(openApi, 'paths')).flatMap((item) => Object.values(objectAt(item)));
const operationOf = (id: string) => objectAt(described.find((one) => objectAt(one)['operationId'] === id));

describe('docs/contracts', () => {
  it('is what the code says (npm run contracts writes it)', () => {
    expect(differences(contracts)).toEqual([]);
  });

  it('has the same bytes at every run', () => {
    const bytes = (documents: typeof contracts) => [...documents].map(([name, document]) => [name, written(document)]);
    expect(bytes(generate())).toEqual(bytes(contracts));
  });
});

describe('the operations', () => {
  it('are one for each route, and no other', () => {
    expect(Object.keys(operations).sort()).toEqual(Object.keys(routes).sort());
    expect(described.map((one) => objectAt(one)['operationId']).sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(Object.entries(operations))('%s names only problems of the catalogue', (_, { problems: own = [] }) => {
    expect(own.filter((code) => !isProblemCode(code))).toEqual([]);
  });

  it.each(Object.entries(operations))(
    '%s: the examples are what the schemas say, and nothing beside',
    (_, operation) => {
      const { request, responses } = operation;
      if (request !== undefined) expect(request.schema.safeParse(request.example).error).toBeUndefined();
      for (const { schema, example } of Object.values(responses)) {
        if (schema !== undefined) expect(schema.parse(example)).toEqual(example);
      }
    },
  );

  it.each(Object.entries(routes))('%s is where and for whom the route table says', (id, { method, path, audience }) => {
    const item = objectAt(openApi, 'paths', path, method.toLowerCase());
    expect(item['operationId']).toBe(id);
    expect(item['security']).toEqual(audience === 'public' ? [] : [{ [audience]: [] }]);
  });

  it('take an Idempotency-Key where a POST changes something, and only there', () => {
    const posts = Object.entries(routes).filter(([id, { method }]) => method === 'POST' && !WITHOUT_KEY.includes(id));
    const keyed = Object.keys(routes).filter((id) => written(operationOf(id)).includes('"Idempotency-Key"'));
    expect(keyed.sort()).toEqual(posts.map(([id]) => id).sort());
  });

  it('have their bodies as named components', () => {
    const content = described.flatMap((one) => [
      objectAt(one, 'requestBody', 'content'),
      ...Object.values(objectAt(one, 'responses')).map((response) => objectAt(response, 'content')),
    ]);
    const schemas = content.flatMap((types) => Object.values(types)).map((media) => objectAt(media)['schema']);
    for (const schema of schemas.filter((one) => one !== undefined)) {
      expect(objectAt(schema)['$ref']).toMatch(/^#\/components\/schemas\//);
    }
  });

  it('name what the gateway itself answers', () => {
    expect(Object.keys(objectAt(operationOf('getAlert'), 'responses'))).toEqual(
      expect.arrayContaining(['401', '403', '404', '429']),
    );
    const limited = objectAt(openApi, 'components', 'responses', 'TooManyRequests', 'content', 'application/json');
    expect(objectAt(limited)['example']).toEqual({ message: 'Too Many Requests' });
  });
});

describe('the problem document', () => {
  it.each(Object.keys(problems).filter(isProblemCode))('is what a refusal with %s looks like', (code) => {
    const document = problem(code);
    expect(problemDocument.parse(document)).toEqual(document);
  });

  it('is what a body with wrong fields gets', () => {
    const parsed = operations.submitReport.request?.schema.safeParse({ subject: { situations: [] } });
    const document = parsed?.error === undefined ? undefined : validationProblem(parsed.error);
    expect(problemDocument.parse(document)).toEqual(document);
  });
});
