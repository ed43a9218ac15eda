import { maybe, put } from './dom.ts';
import type { Problem } from './problem.ts';
import { challengeIn, solve } from './proof.ts';
import { say } from './say.ts';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'offline' };

const PATIENCE_MS = 20_000;

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  'message' in value &&
  typeof value.message === 'object';

const answerOf = async <T>(response: Response): Promise<Answer<T>> => {
  // The gateway's own refusals (throttled, no route) are no problem documents: they pass by themselves.
  if (response.ok) return { kind: 'ok', value: await response.json() };
  const body: unknown = await response.json().catch(() => undefined);
  return isProblem(body) && response.status < 500 ? { kind: 'problem', problem: body } : { kind: 'offline' };
};

/** Asks the API. A lost connection, a server that is down and one that is too slow are the same to the person: try again. */
export const ask = async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    return await answerOf<T>(
      await fetch(`/v1${path}`, { ...init, signal: abort.signal, credentials: 'omit', cache: 'no-store' }),
    );
  } catch {
    return { kind: 'offline' };
  } finally {
    clearTimeout(timer);
  }
};

const tellProving = (): void => {
  const line = maybe(HTMLElement, '#sending');
  if (line === undefined) return;
  line.className = 'status';
  put(
    line,
    say('正在核验,要几秒钟,请不要关掉页面……', 'Checking, this takes some seconds; please keep the page open …'),
  );
};

/**
 * Sends a body to the API. Where more comes from a place than usual, the server asks the device for a small sum first: it is
 * done here, and the same request goes out once more with its solution.
 */
export const send = async <T>(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<T>> => {
  const post = (more: Readonly<Record<string, string>>): Promise<Answer<T>> =>
    ask<T>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers, ...more },
    });
  const answer = await post({});
  const challenge = answer.kind === 'problem' ? challengeIn(answer.problem) : undefined;
  if (challenge === undefined) return answer;
  tellProving();
  const proof = await solve(challenge);
  return proof === undefined ? answer : post({ 'x-proof': proof });
};

/** 32 random hexadecimal digits; `randomUUID` is missing on plain http. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
