import { objectAt, parseJson, textOf } from './json.ts';

export type ApiAccess = {
  readonly api: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** What the API said: its status, and the code of a refusal. */
export type Step = { readonly status: number; readonly code: string };

/** What two people saw on site: the evidence behind a feedback. */
export type Visit = { readonly visitors: readonly [string, string]; readonly findings: string };

const RENEW_BEFORE_MS = 60_000;

/** Not signed in, not allowed, too slow, too many: said of the caller and not of the order, as is every fault (5xx). */
const SAYS_NOTHING_OF_THE_ORDER: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** A token by client credentials (RFC 6749, 4.4), kept until shortly before its end. */
const tokens = ({ issuer, clientId, clientSecret }: ApiAccess) => {
  let current: { readonly token: string; readonly until: number } | undefined;
  const get = async (): Promise<string> => {
    if (current !== undefined && current.until > Date.now()) return current.token;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
    const answer = objectAt(await response.json());
    const until = Date.now() + Number(answer['expires_in'] ?? 0) * 1000 - RENEW_BEFORE_MS;
    current = { token: textOf(answer, 'access_token'), until };
    return current.token;
  };
  const forget = (): void => {
    current = undefined;
  };
  return { get, forget };
};

/**
 * The doors of the API that a region's system needs. A repeated step carries the same Idempotency-Key, so that it is done
 * once however often it is asked for.
 */
export const openApi = (access: ApiAccess) => {
  const token = tokens(access);
  const call = async (
    path: string,
    init: { readonly method?: string; readonly body?: unknown; readonly key?: string },
  ) => {
    const { method = 'GET', body, key } = init;
    const response = await fetch(access.api + path, {
      method,
      headers: {
        authorization: `Bearer ${await token.get()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = objectAt(parseJson(await response.text()));
    const { status } = response;
    if (status === 401) token.forget();
    // What may pass is tried again when the queue shows the message again: an order is never taken for dealt with unasked.
    if (status >= 500 || SAYS_NOTHING_OF_THE_ORDER.has(status)) throw new Error(`${path}: ${status}`);
    return { status, code: String(answer['code'] ?? ''), answer };
  };
  const order = (id: string): string => `/v1/work-orders/${encodeURIComponent(id)}`;
  return {
    /** Masked: whom to visit, a caseworker reads for a stated purpose. Either read stands in the audit. */
    readOrder: (id: string) => call(order(id), {}),
    accept: (id: string): Promise<Step> =>
      call(`${order(id)}/acceptance`, { method: 'POST', body: {}, key: `regional-accept-${id}` }),
    /** A real system sends when they were there; here it is now. */
    recordVisit: (id: string, visit: Visit): Promise<Step> => {
      const body = { visitedAt: new Date().toISOString(), ...visit };
      return call(`${order(id)}/visits`, { method: 'POST', body, key: `regional-visit-${id}` });
    },
    giveFeedback: (id: string, outcome: string): Promise<Step> =>
      call(`${order(id)}/feedback`, { method: 'POST', body: { outcome }, key: `regional-feedback-${id}` }),
  };
};
export type Api = ReturnType<typeof openApi>;
