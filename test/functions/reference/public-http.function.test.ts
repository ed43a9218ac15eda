import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/reference/public-http/door.ts';

const issuer = (host: string) => ({
  issuer: `https://${host}`,
  authorizationEndpoint: `https://${host}/authorize`,
  tokenEndpoint: `https://${host}/token`,
  clientId: 'pages',
});
const signIn = { official: issuer('sso.example.org'), citizen: issuer('id.example.org') };
const handler = createHandler({ openApi: { openapi: '3.1.0' }, signIn, log: { info: () => {}, error: () => {} } });

const event = (path: string, query: Readonly<Record<string, string>>): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `GET ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: {},
  queryStringParameters: { ...query },
  isBase64Encoded: false,
  requestContext: {
    accountId: '1',
    apiId: 'api',
    domainName: 'localhost',
    domainPrefix: 'localhost',
    http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request',
    routeKey: `GET ${path}`,
    stage: '$default',
    time: '',
    timeEpoch: 0,
  },
});

const get = async (query: Readonly<Record<string, string>>, path = '/v1/regions') => {
  const response = await handler(event(path, query), {} as Context);
  return { status: response.statusCode, headers: response.headers ?? {}, body: JSON.parse(response.body ?? 'null') };
};

describe('GET /v1/regions', () => {
  it('lists what lies below a region, to be kept for a day', async () => {
    const { status, headers, body } = await get({ parent: '330000' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=86400');
    expect(body.items).toHaveLength(11);
    expect(body.items[0]).toEqual({
      code: '330100',
      name: '杭州市',
      level: 'prefecture',
      parent: '330000',
      path: [{ code: '330000', name: '浙江省' }],
    });
  });

  it('searches by pinyin, everywhere or within a region', async () => {
    expect((await get({ q: 'shangcheng' })).body.items[0].code).toBe('330102');
    expect((await get({ q: '清波', within: '330102' })).body.items[0].code).toBe('330102001');
  });

  it('gives an abolished code with its successor', async () => {
    const { body } = await get({ q: '江干区' });
    expect(body.items[0]).toMatchObject({ code: '330104', until: '2021', successor: '330102' });
  });

  it.each([
    [{}, '/query/parent', 'required'],
    [{ parent: '330100', q: '上城' }, '/query/q', 'wrong-value'],
    [{ parent: '330100', within: '330100' }, '/query/within', 'wrong-value'],
    [{ parent: '339900' }, '/query/parent', 'region-unknown'],
    [{ parent: '330102001999' }, '/query/parent', 'region-unknown'],
    [{ parent: 'x' }, '/query/parent', 'region-unknown'],
    [{ parent: '' }, '/query/parent', 'region-unknown'],
    [{ q: '' }, '/query/q', 'required'],
    [{ q: '   ' }, '/query/q', 'required'],
    [{ q: 'x'.repeat(51) }, '/query/q', 'too-long'],
    [{ q: '上城', within: '110000' }, '/query/within', 'region-unknown'],
    [{ q: '上城', limit: '7' }, '/query/limit', 'unknown-field'],
  ])('refuses %j and says where and why', async (query, path, code) => {
    const { status, headers, body } = await get(query);
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.errors).toEqual([{ path, code, message: { zh: expect.any(String), en: expect.any(String) } }]);
  });

  it('answers whatever is asked without a fault', async () => {
    const name = fc.constantFrom('parent', 'q', 'within', '__proto__', 'constructor');
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^33\d{4,10}$/),
      fc.stringMatching(/^[a-z]{1,50}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), async (query) => {
        expect([200, 400]).toContain((await get(query)).status);
      }),
      { numRuns: 150 },
    );
  });
});

describe('GET /v1/openapi.json', () => {
  it('gives the document that the function was built with', async () => {
    const { status, body } = await get({}, '/v1/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual({ openapi: '3.1.0' });
  });
});

describe('GET /v1/sign-in', () => {
  it('tells where staff and citizens sign in, as the stage has it', async () => {
    const { status, headers, body } = await get({}, '/v1/sign-in');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual(signIn);
  });
});
