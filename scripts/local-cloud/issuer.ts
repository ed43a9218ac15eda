import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { OAuth2Issuer } from 'oauth2-mock-server';
import type { TokenClaims } from './clients.ts';
import { authorizationCodes } from './issuer-codes.ts';
import { type Answer, answerTo, type IssuerParts, type Received } from './issuer-routes.ts';
import type { Vault } from './vault.ts';

const BODY_LIMIT = 65_536;

export type Issuer = {
  readonly url: string;
  /** A token of any content, valid for `ttlSeconds`. */
  readonly issueToken: (claims: TokenClaims, ttlSeconds: number) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const loadKey = async (issuer: OAuth2Issuer, vault: Vault): Promise<void> => {
  const { signingKey } = vault.read();
  if (signingKey !== undefined) await issuer.keys.add(signingKey);
  else await vault.update({ signingKey: await issuer.keys.generate('RS256') });
};

const fieldsOf = (type: string, body: string): Readonly<Record<string, unknown>> => {
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
};

const receive = async (incoming: IncomingMessage): Promise<Received> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += Buffer.byteLength(chunk);
    if (size > BODY_LIMIT) throw new Error('the body is too long');
    chunks.push(Buffer.from(chunk));
  }
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const { authorization, origin, 'content-type': type = '', 'accept-language': languages = '' } = incoming.headers;
  return {
    route: `${incoming.method ?? ''} ${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    body: fieldsOf(type, Buffer.concat(chunks).toString()),
    languages,
    origin,
    authorization,
  };
};

const respond = (response: ServerResponse, { status, type, text, headers = {} }: Answer): void => {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(type === undefined ? {} : { 'content-type': type }),
    ...headers,
  });
  response.end(text ?? '');
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Starts the local stage's OIDC issuer on this machine only. Its key and its clients' secrets outlive it in the vault, so
 * tokens and the gateway's copy of the key stay good over a restart. `pages`: the one origin whose pages may sign in here.
 */
export const startIssuer = async (port: number, vault: Vault, pages: string): Promise<Issuer> => {
  const issuer = new OAuth2Issuer();
  await loadKey(issuer, vault);
  const url = `http://localhost:${port}`;
  issuer.url = url;
  const issueToken = (claims: Readonly<Record<string, unknown>>, ttlSeconds: number): Promise<string> =>
    issuer.buildToken({
      expiresIn: ttlSeconds,
      scopesOrTransform: (_header, payload) => Object.assign(payload, claims),
    });
  const parts: IssuerParts = {
    url,
    pages,
    vault,
    codes: authorizationCodes(),
    keys: () => issuer.keys.toJSON(),
    issueToken,
  };
  const server = createServer((incoming, response) => {
    receive(incoming)
      .then((received) => answerTo(received, parts))
      .then((answer) => respond(response, answer))
      .catch(() => respond(response, { status: 400, type: 'application/json', text: '{"error":"invalid_request"}' }));
  });
  await listen(server, port);
  return { url, issueToken, stop: () => close(server) };
};
