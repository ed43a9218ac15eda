import type { Problem } from '../problem.ts';
import { token } from '../sign-in.ts';

export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly status: number; readonly problem: Problem }
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' };

/** A step: the version that it was decided upon, and the key under which a retry is known. */
export type Step = { readonly version?: number; readonly key: string; readonly method?: 'POST' | 'PATCH' };

const PATIENCE_MS = 20_000;

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value;

const replyOf = async <T>(response: Response, read: (response: Response) => Promise<T>): Promise<Reply<T>> => {
  if (response.ok) return { kind: 'ok', value: await read(response) };
  if (response.status === 401) return { kind: 'signed-out' };
  const body: unknown = await response.json().catch(() => undefined);
  // Gateway and function may be away for a moment: to the person that is the same as no connection.
  return isProblem(body) && response.status < 500
    ? { kind: 'problem', status: response.status, problem: body }
    : { kind: 'offline' };
};

const call = async <T>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<Reply<T>> => {
  const bearer = token('official');
  if (bearer === undefined) return { kind: 'signed-out' };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const headers = { ...init.headers, authorization: `Bearer ${bearer}` };
    return await replyOf(
      await fetch(`/v1${path}`, { ...init, headers, signal: abort.signal, credentials: 'omit', cache: 'no-store' }),
      read,
    );
  } catch {
    return { kind: 'offline' };
  } finally {
    clearTimeout(timer);
  }
};

/** Reads from the officials' doors. */
export const read = <T>(path: string): Promise<Reply<T>> => call<T>(path, {}, (response) => response.json());

/** Reads a text, such as a drawing. */
export const readText = (path: string): Promise<Reply<string>> => call(path, {}, (response) => response.text());

/** Sends a step to the officials' doors. */
export const step = <T>(path: string, body: unknown, { version, key, method = 'POST' }: Step): Promise<Reply<T>> =>
  call<T>(
    path,
    {
      method,
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(method === 'POST' ? { 'idempotency-key': key } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
    },
    (response) => response.json(),
  );

/** Asks a question of the officials' doors that is too private for an address. */
export const inquire = <T>(path: string, body: unknown): Promise<Reply<T>> =>
  call<T>(
    path,
    { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    (response) => response.json(),
  );
