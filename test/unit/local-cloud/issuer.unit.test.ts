import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorizationCodes } from '#scripts/local-cloud/issuer-codes.ts';
import { type Answer, answerTo, type IssuerParts, type Received } from '#scripts/local-cloud/issuer-routes.ts';
import { newIdNumber } from '#test/support/new-people.ts';

const PAGES = 'http://localhost:8080';
const verifier = randomBytes(32).toString('base64url');
const ASKED = {
  response_type: 'code',
  client_id: 'staff-pages',
  redirect_uri: `${PAGES}/staff?lang=zh`,
  state: 'the-state',
  nonce: 'the-nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
} as const;
const CHOSEN = { who: 'caseworker', region: '330102', staffNumber: '1001' } as const;

const issuer = (): IssuerParts => ({
  url: 'http://localhost:8090',
  pages: PAGES,
  vault: {
    read: () => ({ master: '', accessKeys: {} }),
    update: async () => undefined,
    clientSecret: (id) => `secret of ${id}`,
  },
  codes: authorizationCodes(),
  keys: () => [],
  issueToken: async (claims) => JSON.stringify(claims),
});

const ask = (parts: IssuerParts, route: string, more: Partial<Received> = {}): Promise<Answer> =>
  answerTo(
    { route, query: {}, body: {}, languages: 'zh', origin: undefined, authorization: undefined, ...more },
    parts,
  );

const codeFor = async (parts: IssuerParts, fields: object = {}): Promise<string> => {
  const { headers } = await ask(parts, 'POST /authorize', { body: { ...ASKED, ...CHOSEN, ...fields } });
  return new URL(headers?.['location'] ?? 'about:blank').searchParams.get('code') ?? '';
};
const redeem = async (parts: IssuerParts, code: string, fields: object = {}) => {
  const body = {
    grant_type: 'authorization_code',
    client_id: ASKED.client_id,
    redirect_uri: ASKED.redirect_uri,
    code_verifier: verifier,
    code,
    ...fields,
  };
  const { status, text = '{}' } = await ask(parts, 'POST /token', { body });
  return { status, body: JSON.parse(text) as Record<string, string> };
};

describe('the sign-in of the local stage', () => {
  it('asks whom somebody is, and sends them back to the page with a code and the state', async () => {
    const parts = issuer();
    const page = await ask(parts, 'GET /authorize', { query: ASKED });
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('staffNumber')]);
    const { status, headers } = await ask(parts, 'POST /authorize', { body: { ...ASKED, ...CHOSEN } });
    expect(status).toBe(303);
    expect(headers?.['location']).toMatch(/^http:\/\/localhost:8080\/staff\?lang=zh&code=[\w-]{43}&state=the-state$/);
  });

  it('gives a token with audience, region and roles, and the nonce of the page in the identity', async () => {
    const parts = issuer();
    const { status, body } = await redeem(parts, await codeFor(parts));
    expect(status).toBe(200);
    expect(JSON.parse(body['access_token'] ?? '')).toEqual({
      aud: 'official',
      sub: 'staff-330102-1001',
      region: '330102',
      roles: ['caseworker'],
    });
    expect(JSON.parse(body['id_token'] ?? '')).toMatchObject({ aud: 'staff-pages', nonce: 'the-nonce' });
  });

  it('lets a citizen in by their number', async () => {
    const parts = issuer();
    const idNumber = newIdNumber();
    const citizen = { client_id: 'my-data', redirect_uri: `${PAGES}/my-data?lang=en` };
    const code = await codeFor(parts, { ...citizen, idNumber });
    const { body } = await redeem(parts, code, citizen);
    expect(JSON.parse(body['access_token'] ?? '')).toMatchObject({ aud: 'citizen', id_number: idNumber });
  });

  it.each([
    ['another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['no verifier', { code_verifier: undefined }],
    ['another client', { client_id: 'my-data' }],
    ['another place to go back to', { redirect_uri: `${PAGES}/staff?lang=en` }],
  ])('takes no code with %s, and not the right one after that either', async (_, fields) => {
    const parts = issuer();
    const code = await codeFor(parts);
    expect(await redeem(parts, code, fields)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
    expect((await redeem(parts, code)).status).toBe(400);
  });

  it('takes a code once', async () => {
    const parts = issuer();
    const code = await codeFor(parts);
    expect([(await redeem(parts, code)).status, (await redeem(parts, code)).status]).toEqual([200, 400]);
  });

  it.each([
    ['to another host', { redirect_uri: 'https://elsewhere.example/staff?lang=zh' }],
    ['to another page', { redirect_uri: `${PAGES}/report?lang=zh` }],
    ['to a page of another client', { redirect_uri: `${PAGES}/my-data?lang=zh` }],
    ['for an unknown client', { client_id: 'somebody' }],
    ['without a challenge', { code_challenge: '' }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['for a token instead of a code', { response_type: 'token' }],
  ])('sends nobody on %s', async (_, fields) => {
    for (const route of ['GET /authorize', 'POST /authorize']) {
      const all = { ...ASKED, ...CHOSEN, ...fields };
      const { status, headers, text } = await ask(issuer(), route, { query: all, body: all });
      expect([status, headers?.['location'], text?.includes('<form')]).toEqual([400, undefined, false]);
    }
  });

  it.each([
    ['a region that does not exist', { region: '339999' }],
    ['a post that does not exist', { who: 'governor' }],
    ['a staff number with markup', { staffNumber: '<b>' }],
  ])('knows nobody with %s, and asks again', async (_, fields) => {
    const { status, text } = await ask(issuer(), 'POST /authorize', { body: { ...ASKED, ...CHOSEN, ...fields } });
    expect([status, text]).toEqual([200, expect.stringContaining('role="alert"')]);
  });

  it('lets the scripts of our own pages read its answers, and nobody else', async () => {
    const allowed = async (origin: string) =>
      (await ask(issuer(), 'POST /token', { origin })).headers?.['access-control-allow-origin'];
    expect(await allowed(PAGES)).toBe(PAGES);
    expect(await allowed('https://elsewhere.example')).toBeUndefined();
  });

  it('gives systems their token by their secret, as before', async () => {
    const body = { grant_type: 'client_credentials', client_id: 'region-330102' };
    const right = await ask(issuer(), 'POST /token', { body: { ...body, client_secret: 'secret of region-330102' } });
    const wrong = await ask(issuer(), 'POST /token', { body: { ...body, client_secret: 'guess' } });
    expect([right.status, wrong.status]).toEqual([200, 401]);
  });
});
