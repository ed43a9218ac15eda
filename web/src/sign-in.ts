import { ask } from './api.ts';
import { language } from './say.ts';

/** For whom a token is good: staff at the officials' doors, a citizen at the doors about themself. */
export type Audience = 'official' | 'citizen';
export type SignInTrouble = 'not-secure' | 'no-storage' | 'offline' | 'refused';
export type Completion = 'none' | 'signed-in' | SignInTrouble;

type Settings = Readonly<
  Record<
    Audience,
    {
      readonly issuer: string;
      readonly authorizationEndpoint: string;
      readonly tokenEndpoint: string;
      readonly clientId: string;
    }
  >
>;
/** What has to be remembered while the person is at the issuer, and not longer. */
type Pending = {
  readonly audience: Audience;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly hash: string;
};
type Session = { readonly token: string; readonly expiresAt: number };

// The token lives in this tab's session storage: the redirect back and a reload would lose a variable, a cookie would go
// along with requests that nobody meant, and local storage would outlive the tab on a shared computer. No script of others
// can run here (CSP), and it goes with the tab, at its end of validity and at sign-out.
const SESSION = 'session';
const PENDING = 'signing-in';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isPending = (value: unknown): value is Pending =>
  isObject(value) &&
  (value['audience'] === 'official' || value['audience'] === 'citizen') &&
  ['state', 'nonce', 'verifier', 'hash'].every((key) => typeof value[key] === 'string');

const isSession = (value: unknown): value is Session =>
  isObject(value) && typeof value['token'] === 'string' && typeof value['expiresAt'] === 'number';

const kept = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
};
const keep = (key: string, value: unknown): boolean => {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};
const forget = (key: string): void => {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
};

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
const challengeOf = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));

/** This very page, in this language: what the issuer knows as the place to come back to. */
const here = (): string => `${location.origin}${location.pathname}?lang=${language}`;

const settings = async (): Promise<Settings | undefined> => {
  const answer = await ask<Settings>('/sign-in');
  return answer.kind === 'ok' ? answer.value : undefined;
};

/** Browsers give the hash that PKCE needs on https and on the machine itself only. */
export const canSignIn = (): boolean => isSecureContext && 'subtle' in crypto;

/** Sends the person to the issuer. It comes back only with what keeps them from going. */
export const signIn = async (audience: Audience): Promise<SignInTrouble | undefined> => {
  if (!canSignIn()) return 'not-secure';
  const known = (await settings())?.[audience];
  if (known === undefined) return 'offline';
  const pending: Pending = { audience, state: random(), nonce: random(), verifier: random(), hash: location.hash };
  if (!keep(PENDING, pending)) return 'no-storage';
  const url = new URL(known.authorizationEndpoint);
  const query: Readonly<Record<string, string>> = {
    response_type: 'code',
    client_id: known.clientId,
    redirect_uri: here(),
    scope: 'openid',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await challengeOf(pending.verifier),
    code_challenge_method: 'S256',
    // Devices are shared: after signing out, the issuer must not let the next person in under the name of the last.
    prompt: 'login',
    ui_locales: language === 'zh' ? 'zh-CN' : 'en',
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  location.assign(url.href);
  return undefined;
};

/** The claims of a token, unverified: the issuer gave it to us itself, and the API verifies what it is sent. */
const claimsIn = (token: string): Readonly<Record<string, unknown>> => {
  const [, payload = ''] = token.split('.');
  try {
    const bytes = atob(payload.replace(/-/g, '+').replace(/_/g, '/'));
    const claims: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
    return isObject(claims) ? claims : {};
  } catch {
    return {};
  }
};

const exchange = async (code: string, pending: Pending): Promise<Session | SignInTrouble> => {
  const known = (await settings())?.[pending.audience];
  if (known === undefined) return 'offline';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: known.clientId,
    code,
    redirect_uri: here(),
    code_verifier: pending.verifier,
  });
  const answer = await fetch(known.tokenEndpoint, { method: 'POST', body, credentials: 'omit', cache: 'no-store' });
  const given: unknown = answer.ok ? await answer.json() : undefined;
  if (!isObject(given)) return 'refused';
  const { access_token: token, id_token: identity, expires_in: seconds } = given;
  if (typeof token !== 'string' || typeof identity !== 'string') return 'refused';
  const { nonce, iss } = claimsIn(identity);
  if (nonce !== pending.nonce || iss !== known.issuer) return 'refused';
  return { token, expiresAt: Date.now() + (typeof seconds === 'number' ? seconds : 300) * 1000 };
};

/** Takes up the answer of the issuer, if the page was opened with one, and clears it from the address. */
export const completeSignIn = async (): Promise<Completion> => {
  const answer = new URLSearchParams(location.search);
  const state = answer.get('state');
  if (state === null) return 'none';
  const pending = kept(PENDING);
  forget(PENDING);
  const known = isPending(pending) ? pending : undefined;
  history.replaceState(undefined, '', here() + (known?.hash ?? ''));
  const code = answer.get('code');
  if (known === undefined || known.state !== state || code === null) return 'refused';
  const session = await exchange(code, known).catch((): SignInTrouble => 'offline');
  if (typeof session === 'string') return session;
  return keep(`${SESSION}-${known.audience}`, session) ? 'signed-in' : 'no-storage';
};

/** The bearer token of this tab; none when nobody is signed in or its time is over. */
export const token = (audience: Audience): string | undefined => {
  const session = kept(`${SESSION}-${audience}`);
  if (isSession(session) && session.expiresAt > Date.now()) return session.token;
  signOut(audience);
  return undefined;
};

/** What the token says of the person who is signed in. */
export const claims = (audience: Audience): Readonly<Record<string, unknown>> => claimsIn(token(audience) ?? '');

/**
 * A page that the browser shows again as it was (back, forward) is read anew where somebody else is signed in by now, or
 * nobody: what stood there was for `whom`.
 */
export const readAnewFor = (audience: Audience, whom: () => unknown): void =>
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && claims(audience)['sub'] !== whom()) location.reload();
  });

/** Ends it in this tab. */
export const signOut = (audience: Audience): void => forget(`${SESSION}-${audience}`);
