import { timingSafeEqual } from 'node:crypto';
import { Events, type MutableResponse, type MutableToken, OAuth2Server } from 'oauth2-mock-server';
import { CITIZEN_CLIENT, citizenClaims, systemClients, type TokenClaims } from './clients.ts';
import type { Vault } from './vault.ts';

/** The parts of a request to the token endpoint that decide. */
type TokenRequest = {
  readonly headers: { readonly authorization?: string | undefined };
  readonly body: Readonly<Record<string, unknown>>;
};
type Verdict = { readonly claims: TokenClaims } | { readonly status: 400 | 401; readonly error: string };

export type Issuer = {
  readonly url: string;
  /** A token of any content, valid for `ttlSeconds`. */
  readonly issueToken: (claims: TokenClaims, ttlSeconds: number) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Client id and secret from the body or from HTTP Basic (RFC 6749, 2.3.1: both parts form-encoded). */
const credentialsOf = ({ headers, body }: TokenRequest): { id: string; secret: string } => {
  const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (basic === undefined) return { id: String(body['client_id'] ?? ''), secret: String(body['client_secret'] ?? '') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  return { id, secret };
};

const sameText = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Who gets a token: a known client with its secret, or a citizen at their word. */
const judge = (request: TokenRequest, vault: Vault): Verdict => {
  if (request.body['grant_type'] !== 'client_credentials') return { status: 400, error: 'unsupported_grant_type' };
  const { id, secret } = credentialsOf(request);
  if (id === CITIZEN_CLIENT) {
    const claims = citizenClaims(request.body['id_number']);
    return claims === undefined ? { status: 400, error: 'invalid_request' } : { claims };
  }
  const claims = systemClients.get(id);
  const known = claims !== undefined && sameText(secret, vault.clientSecret(id));
  return known ? { claims } : { status: 401, error: 'invalid_client' };
};

/** The server would sign whatever audience and scope the request names: nothing but the verdict's claims goes in. */
const applyClaims = (token: MutableToken, claims: TokenClaims | undefined): void => {
  for (const name of ['aud', 'scope', 'sub', 'amr', 'client_id']) delete token.payload[name];
  Object.assign(token.payload, claims);
};

const answer = (response: MutableResponse, verdict: Verdict): void => {
  if ('claims' in verdict) {
    if (response.body !== '') delete response.body['scope'];
    return;
  }
  response.statusCode = verdict.status;
  response.body = { error: verdict.error };
};

const describe = (response: MutableResponse): void => {
  if (response.body === '') return;
  response.body['grant_types_supported'] = ['client_credentials'];
  response.body['token_endpoint_auth_methods_supported'] = ['client_secret_basic', 'client_secret_post', 'none'];
};

const loadKey = async (server: OAuth2Server, vault: Vault): Promise<void> => {
  const { signingKey } = vault.read();
  if (signingKey !== undefined) await server.issuer.keys.add(signingKey);
  else await vault.update({ signingKey: await server.issuer.keys.generate('RS256') });
};

/**
 * Starts the local stage's OIDC issuer on this machine only. Its key and its clients' secrets outlive it in the vault, so
 * tokens and the gateway's copy of the key stay good over a restart.
 */
export const startIssuer = async (port: number, vault: Vault): Promise<Issuer> => {
  const server = new OAuth2Server();
  await loadKey(server, vault);
  server.service.on(Events.BeforeTokenSigning, (token: MutableToken, request: TokenRequest) => {
    const verdict = judge(request, vault);
    applyClaims(token, 'claims' in verdict ? verdict.claims : undefined);
  });
  server.service.on(Events.BeforeResponse, (response: MutableResponse, request: TokenRequest) =>
    answer(response, judge(request, vault)),
  );
  server.service.on(Events.BeforeWellKnownOpenIdConfiguration, describe);
  await server.start(port, '127.0.0.1');
  const url = `http://localhost:${port}`;
  server.issuer.url = url;
  return {
    url,
    issueToken: (claims, ttlSeconds) =>
      server.issuer.buildToken({
        expiresIn: ttlSeconds,
        scopesOrTransform: (_header, payload) => Object.assign(payload, claims),
      }),
    stop: () => server.stop(),
  };
};
