import { type Answer, ask, send } from './api.ts';
import { token } from './sign-in.ts';

/** What a door about oneself answers; `signed-out`: the time of the token is over, or nobody is signed in. */
export type Mine<T> = Answer<T> | { readonly kind: 'signed-out' };

/** To the page, a gateway that takes the token no more looks like a lost connection: the token's own end tells. */
const mine = async <T>(call: (headers: Readonly<Record<string, string>>) => Promise<Answer<T>>): Promise<Mine<T>> => {
  const bearer = token('citizen');
  if (bearer === undefined) return { kind: 'signed-out' };
  return call({ authorization: `Bearer ${bearer}` });
};

/** Reads about the person who is signed in. */
export const readMine = <T>(path: string): Promise<Mine<T>> => mine((headers) => ask<T>(`/me${path}`, { headers }));

/** Sends something about the person who is signed in; the key makes a retry the same request. */
export const sendMine = <T>(path: string, body: unknown, key: string): Promise<Mine<T>> =>
  mine((headers) => send<T>(`/me${path}`, body, { ...headers, 'idempotency-key': key }));
