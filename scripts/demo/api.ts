import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

type Call<Schema> = {
  /** Where it goes, from the API's address on. */
  readonly path: string;
  readonly answers: Schema;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A caller of the HTTP API: every answer is read by its contract, and one that is not as expected ends the story. */
export const openApi = (base: string) => {
  const send = ({ path, token, body, headers }: Omit<Call<unknown>, 'answers'>): Promise<Response> =>
    fetch(base + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    /** The answer by its contract. */
    call: async <Schema extends z.core.$ZodType>(call: Call<Schema>): Promise<z.output<Schema>> => {
      const response = await send(call);
      const text = await response.text();
      if (!response.ok) throw new Error(`${call.path} answered ${response.status}: ${text}`);
      return z.parse(call.answers, JSON.parse(text));
    },
    /** The status alone, where a refusal is what is expected. */
    status: async (call: Omit<Call<unknown>, 'answers'>): Promise<number> => (await send(call)).status,
  };
};
export type Api = ReturnType<typeof openApi>;

/** Asks until the answer is there; says what was waited for when it is not, after `seconds`. */
export const eventually = async <T>(what: string, ask: () => Promise<T | undefined>, seconds = 20): Promise<T> => {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(250)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`not within ${seconds} s: ${what}`);
};
