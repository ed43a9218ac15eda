import { randomUUID } from 'node:crypto';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

export type Answer<Body> = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
};
export type Call = {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The idempotency key of a POST; a new one where none is given, none at all for `false`. */
  readonly key?: string | false;
};

const headersOf = (
  method: string,
  { token, body, headers = {}, key = randomUUID() }: Call,
): Record<string, string> => ({
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(method === 'POST' && key !== false ? { 'idempotency-key': key } : {}),
  ...headers,
});

/** A text goes out as it is, so that a test can send what is no JSON. */
const bodyOf = ({ body }: Call): { body?: string } =>
  body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };

/** A caller of the HTTP API, like whoever calls it from outside: paths below the API's address, JSON in and out. */
export const apiOf = ({ api }: Pick<Endpoints, 'api'>) => {
  const call = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    options: Call = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(api + path, { method, headers: headersOf(method, options), ...bodyOf(options) });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, text, body: (json ? JSON.parse(text) : {}) as Body };
  };
  return {
    get: <Body = Record<string, unknown>>(path: string, options?: Call) => call<Body>('GET', path, options),
    post: <Body = Record<string, unknown>>(path: string, body: unknown, options?: Call) =>
      call<Body>('POST', path, { ...options, body }),
    call,
  };
};
export type Api = ReturnType<typeof apiOf>;

/** The token of a region or of the province, as `endpoints.json` gives it. */
export const tokenOf = ({ tokens }: Endpoints, owner: string): string => {
  const token = tokens[owner];
  if (typeof token !== 'string') throw new Error(`endpoints.json has no token for ${owner}`);
  return token;
};
