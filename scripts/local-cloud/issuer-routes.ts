import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#web/pages/say.ts';
import { CITIZEN_CLIENT, citizenClaims, systemClients, type TokenClaims } from './clients.ts';
import { type Codes, readAuthorizeRequest } from './issuer-codes.ts';
import { refusalPage, signInPage } from './issuer-page.ts';
import { chosenPerson } from './issuer-people.ts';
import { PROJECT_ROOT } from './stage.ts';
import type { Vault } from './vault.ts';

const TOKEN_SECONDS = 3_600;
/** A caseworker's day in the field: the page asks nobody to sign in again between two visits. */
const PERSON_SECONDS = 28_800;

type Fields = Readonly<Record<string, unknown>>;
/** A request as far as it decides. */
export type Received = {
  readonly route: string;
  readonly query: Fields;
  readonly body: Fields;
  readonly languages: string;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
};
export type Answer = {
  readonly status: number;
  readonly type?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type IssuerParts = {
  readonly url: string;
  readonly pages: string;
  readonly vault: Vault;
  readonly codes: Codes;
  readonly keys: () => readonly unknown[];
  readonly issueToken: (claims: Fields, ttlSeconds: number) => Promise<string>;
};

const json = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
});
const refused = (status: 400 | 401, error: string): Answer => json(status, { error });

const discovery = ({ url }: IssuerParts): Answer =>
  json(200, {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['client_credentials', 'authorization_code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
  });

/** Client id and secret from the body or from HTTP Basic (RFC 6749, 2.3.1: both parts form-encoded). */
const credentialsOf = ({ authorization, body }: Received): { id: string; secret: string } => {
  const [, basic] = /^Basic (.+)$/i.exec(authorization ?? '') ?? [];
  if (basic === undefined) return { id: String(body['client_id'] ?? ''), secret: String(body['client_secret'] ?? '') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  return { id, secret };
};

const sameText = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const grant = async (parts: IssuerParts, claims: TokenClaims): Promise<Answer> =>
  json(200, {
    access_token: await parts.issueToken(claims, TOKEN_SECONDS),
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  });

/** A known client with its secret, or a citizen at their word. */
const clientToken = async (received: Received, parts: IssuerParts): Promise<Answer> => {
  const { id, secret } = credentialsOf(received);
  if (id === CITIZEN_CLIENT) {
    const claims = citizenClaims(received.body['id_number']);
    return claims === undefined ? refused(400, 'invalid_request') : grant(parts, claims);
  }
  const claims = systemClients.get(id);
  const known = claims !== undefined && sameText(secret, parts.vault.clientSecret(id));
  return known ? grant(parts, claims) : refused(401, 'invalid_client');
};

/** Somebody who signed in on our page: the code once, with the verifier that it is bound to. */
const personToken = async ({ body }: Received, parts: IssuerParts): Promise<Answer> => {
  const redeemed = parts.codes.redeem(body);
  if (redeemed === undefined) return refused(400, 'invalid_grant');
  const { claims, nonce } = redeemed;
  return json(200, {
    access_token: await parts.issueToken(claims, PERSON_SECONDS),
    id_token: await parts.issueToken({ sub: claims.sub, aud: body['client_id'], nonce }, PERSON_SECONDS),
    token_type: 'Bearer',
    expires_in: PERSON_SECONDS,
  });
};

const token = async (received: Received, parts: IssuerParts): Promise<Answer> => {
  if (received.body['grant_type'] === 'client_credentials') return clientToken(received, parts);
  if (received.body['grant_type'] === 'authorization_code') return personToken(received, parts);
  return refused(400, 'unsupported_grant_type');
};

const languageOf = ({ query, languages }: Received): Language => {
  const asked = String(query['ui_locales'] ?? languages).trim();
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
};

const page = (status: number, text: string, { pages }: IssuerParts): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  text,
  headers: {
    // The form leads on to the pages, and browsers hold a redirect to the same list.
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${pages}; base-uri 'none'; frame-ancestors 'none'`,
  },
});

const authorize = (received: Received, parts: IssuerParts): Answer => {
  const posted = received.route.startsWith('POST');
  const fields = posted ? received.body : received.query;
  const request = readAuthorizeRequest(fields, parts.pages);
  const language = languageOf(received);
  if (request === undefined) return page(400, refusalPage(language), parts);
  if (!posted) return page(200, signInPage(language, request, false), parts);
  const claims = chosenPerson(request.clientId, fields);
  if (claims === undefined) return page(200, signInPage(language, request, true), parts);
  const back = new URL(request.redirectUri);
  back.searchParams.set('code', parts.codes.issue(request, claims));
  back.searchParams.set('state', request.state);
  return { status: 303, headers: { location: back.href } };
};

const routes: Readonly<Record<string, (received: Received, parts: IssuerParts) => Answer | Promise<Answer>>> = {
  'GET /.well-known/openid-configuration': (_, parts) => discovery(parts),
  'GET /jwks': (_, { keys }) => json(200, { keys: keys() }),
  'GET /authorize': authorize,
  'POST /authorize': authorize,
  'POST /token': token,
  'GET /site.css': () => ({
    status: 200,
    type: 'text/css; charset=utf-8',
    text: readFileSync(join(PROJECT_ROOT, 'web', 'site.css'), 'utf8'),
  }),
};

/** Only our own pages may read an answer from a script. */
const cors = ({ origin }: Received, { pages }: IssuerParts): Readonly<Record<string, string>> =>
  origin === pages ? { 'access-control-allow-origin': pages, vary: 'origin' } : { vary: 'origin' };

/** What the issuer answers. */
export const answerTo = async (received: Received, parts: IssuerParts): Promise<Answer> => {
  const route = Object.hasOwn(routes, received.route) ? routes[received.route] : undefined;
  const answer = (await route?.(received, parts)) ?? refused(400, 'invalid_request');
  return { ...answer, headers: { ...answer.headers, ...cors(received, parts) } };
};
