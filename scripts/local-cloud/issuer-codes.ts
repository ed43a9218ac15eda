import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { pageClients, type TokenClaims } from './clients.ts';

/** What the pages ask for when they send somebody here (RFC 6749 4.1.1, RFC 7636 4.3). */
export type AuthorizeRequest = {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
};
type Code = AuthorizeRequest & { readonly claims: TokenClaims; readonly until: number };
type Fields = Readonly<Record<string, unknown>>;

const CODE_MS = 60_000;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The request, if it comes from one of our pages, wants a code and is bound to a verifier. */
export const readAuthorizeRequest = (fields: Fields, pages: string): AuthorizeRequest | undefined => {
  const request = {
    clientId: text(fields['client_id']),
    redirectUri: text(fields['redirect_uri']),
    challenge: text(fields['code_challenge']),
    state: text(fields['state']),
    nonce: text(fields['nonce']),
  };
  const client = pageClients.get(request.clientId);
  const asked = fields['response_type'] === 'code' && fields['code_challenge_method'] === 'S256';
  const ours = client?.paths.some((path) => pages + path === request.redirectUri) === true;
  return asked && ours && /^[\w-]{43}$/.test(request.challenge) ? request : undefined;
};

const matches = (verifier: string, challenge: string): boolean => {
  const [made, kept] = [createHash('sha256').update(verifier).digest(), Buffer.from(challenge, 'base64url')];
  return made.length === kept.length && timingSafeEqual(made, kept);
};

export type Codes = {
  readonly issue: (request: AuthorizeRequest, claims: TokenClaims) => string;
  /** Whose code it is; a code is good once, for a minute, for the client and place that asked, with their verifier. */
  readonly redeem: (fields: Fields) => { readonly claims: TokenClaims; readonly nonce: string } | undefined;
};

export const authorizationCodes = (): Codes => {
  const codes = new Map<string, Code>();
  return {
    issue: (request, claims) => {
      const code = randomBytes(32).toString('base64url');
      codes.set(code, { ...request, claims, until: Date.now() + CODE_MS });
      return code;
    },
    redeem: (fields) => {
      const code = codes.get(text(fields['code']));
      codes.delete(text(fields['code']));
      if (code === undefined || code.until < Date.now()) return undefined;
      const same = code.clientId === fields['client_id'] && code.redirectUri === fields['redirect_uri'];
      return same && matches(text(fields['code_verifier']), code.challenge) ? code : undefined;
    },
  };
};
