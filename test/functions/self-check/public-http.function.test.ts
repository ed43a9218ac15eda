import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/self-check/public-http/door.ts';
import { selfCheckOperations, selfCheckQuestions, selfCheckResult } from '#shared/contracts/self-check.ts';
import { selfCheckPolicy } from '#shared/policy/self-check.ts';
import { eventOf, type Sent } from './event.ts';

const handler = createHandler({
  policyAt: selfCheckPolicy,
  clock: () => new Date('2026-11-24T02:00:00Z'),
  log: { info: () => {}, error: () => {} },
});

const send = async (sent: Sent) => {
  const response = await handler(eventOf(sent), {} as Context);
  return { status: response.statusCode, headers: response.headers ?? {}, body: JSON.parse(response.body ?? 'null') };
};
const check = (answers: unknown) => send({ body: JSON.stringify({ answers }) });
const { answers: complete } = selfCheckOperations.runSelfCheck.request.example;

describe('GET /v1/self-checks/questions', () => {
  const ask = (query: Readonly<Record<string, string>> = {}) =>
    send({ method: 'GET', path: '/v1/self-checks/questions', query });

  it('gives the twelve questions by their contract, and no figures without a region', async () => {
    const { status, headers, body } = await ask();
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(selfCheckQuestions.parse(body)).toEqual(body);
    expect(body.questions).toHaveLength(12);
    expect(body.figures).toBeUndefined();
  });

  it.each([
    ['a county', '330727', '330727'],
    ['a township of it', '330727100', '330727'],
    ['an abolished county', '330103', '330105'],
  ])('gives the figures of %s', async (_what, regionCode, county) => {
    const { status, body } = await ask({ regionCode });
    expect(status).toBe(200);
    expect(body.regionCode).toBe(county);
    expect(body.figures).toHaveLength(11);
    expect(body.figures[0].example).toBe(true);
  });

  it.each([
    ['330100', 'region-too-wide'],
    ['330199', 'region-unknown'],
    ['110101', 'region-unknown'],
    ['abc', 'region-unknown'],
  ])('refuses the region %s: %s', async (regionCode, code) => {
    const { status, body } = await ask({ regionCode });
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ path: '/query/regionCode', code }));
  });

  it('refuses a query that it does not know', async () => {
    expect((await ask({ county: '330727' })).body.errors[0]).toMatchObject({
      path: '/query/county',
      code: 'unknown-field',
    });
  });
});

describe('POST /v1/self-checks', () => {
  it('answers the example of the contract with its example', async () => {
    const { status, body } = await check(complete);
    expect(status).toBe(200);
    expect(selfCheckResult.parse(body)).toEqual(body);
    expect(
      body.results.map((result: { category: string; verdict: string }) => [result.category, result.verdict]),
    ).toEqual([
      ['subsistence-allowance', 'likely'],
      ['marginal', 'unlikely'],
      ['extreme-hardship', 'unlikely'],
      ['rigid-expense', 'unlikely'],
      ['temporary-assistance', 'cannot-tell'],
    ]);
    expect(body.policyVersion).toBe('zhejiang-2025.1');
  });

  it('takes no answers at all, and cannot tell', async () => {
    const { status, body } = await check({});
    expect(status).toBe(200);
    expect(new Set(body.results.map(({ verdict }: { verdict: string }) => verdict))).toEqual(new Set(['cannot-tell']));
  });

  it('takes a body in base64, as the gateway sends some', async () => {
    const body = Buffer.from(JSON.stringify({ answers: { q2: 3 } })).toString('base64');
    expect((await send({ body, base64: true })).status).toBe(200);
  });

  it.each([
    [{ q13: 1 }, '/answers/q13', 'unknown-field'],
    [{ q1: '330100' }, '/answers/q1', 'region-too-wide'],
    [{ q1: '330199' }, '/answers/q1', 'region-unknown'],
    [{ q1: '33010' }, '/answers/q1', 'region-unknown'],
    [{ q1: 330_102 }, '/answers/q1', 'wrong-type'],
    [{ q2: '4' }, '/answers/q2', 'wrong-type'],
    [{ q2: 0 }, '/answers/q2', 'too-small'],
    [{ q2: 31 }, '/answers/q2', 'too-large'],
    [{ q2: 2.5 }, '/answers/q2', 'wrong-type'],
    [{ q3: ['rich'] }, '/answers/q3/0', 'not-an-option'],
    [{ q3: [] }, '/answers/q3', 'required'],
    [{ q3: ['none', 'aged-60'] }, '/answers/q3', 'wrong-value'],
    [{ q3: ['aged-60', 'aged-60'] }, '/answers/q3', 'wrong-value'],
    [{ q2: 2, q4: 3 }, '/answers/q4', 'too-large'],
    [{ q5: -1 }, '/answers/q5', 'too-small'],
    [{ q5: 1e15 }, '/answers/q5', 'too-large'],
    [{ q5: 0.5 }, '/answers/q5', 'wrong-type'],
    [{ q8: 1 }, '/answers/q8', 'wrong-type'],
    [{ q8: { count: 21 } }, '/answers/q8/count', 'too-large'],
    [{ q8: { value: 1 } }, '/answers/q8/value', 'unknown-field'],
    [{ q10: { owns: 'yes' } }, '/answers/q10/owns', 'wrong-type'],
  ])('refuses %j at %s: %s', async (answers, path, code) => {
    const { status, headers, body } = await check(answers);
    expect(status).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors).toContainEqual(expect.objectContaining({ path, code }));
    expect(body.errors[0].message.zh).not.toBe('');
  });

  it.each([
    ['nothing', {}, 'body-missing', 400],
    ['no JSON', { body: '{"answers":' }, 'body-not-json', 400],
    [
      'bytes that are no text',
      { body: Buffer.from([0xff, 0xfe, 0x80]).toString('base64'), base64: true },
      'body-not-json',
      400,
    ],
    ['no answers', { body: '{}' }, 'invalid-request', 400],
    ['a name beside the answers', { body: '{"answers":{},"name":"张三"}' }, 'invalid-request', 400],
    ['a list', { body: '[]' }, 'invalid-request', 400],
    ['null', { body: 'null' }, 'invalid-request', 400],
    ['a form', { body: 'a=1', headers: { 'Content-Type': 'text/plain' } }, 'media-type', 415],
    ['too much', { body: JSON.stringify({ answers: {}, x: 'x'.repeat(9_000) }) }, 'body-too-large', 413],
  ])('refuses %s', async (_what, sent: Sent, code, status) => {
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it('answers 200 or 400 to whatever comes, and 200 only by its contract', async () => {
    const questions = Object.keys(complete);
    const anything = fc.oneof(
      fc.dictionary(fc.constantFrom(...questions, '__proto__', 'constructor'), fc.jsonValue({ maxDepth: 2 })),
      fc.jsonValue({ maxDepth: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (answers) => {
        const { status, body } = await check(answers);
        expect([200, 400, 413]).toContain(status);
        if (status === 200) expect(selfCheckResult.safeParse(body).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
