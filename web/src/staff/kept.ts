import { newKey } from '../api.ts';
import { cabinet } from './cabinet.ts';
import { forgetShell, keepShell } from './shell.ts';

// What a caseworker wrote or opened is kept only after they agreed, encrypted with a key that lives in this tab's session:
// it survives a reload and a bad connection, and once the tab is closed or the caseworker signs out nobody can read what
// may be left. Nothing is kept longer than three days. Values are named by the key's id, so that a tab sees its own only,
// and every official has a key of their own: who signs in after another in one tab neither reads nor sends what waits there.
const KEY = 'kept-key ';
const OWNER = 'kept-for';
const KEEP_MS = 3 * 86_400_000;

type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer; readonly until: number };

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  'iv' in value &&
  value.iv instanceof Uint8Array &&
  'data' in value &&
  value.data instanceof ArrayBuffer &&
  'until' in value &&
  typeof value.until === 'number';

/** Browsers have encryption and workers on https and on the machine itself only. */
export const canKeep = (): boolean => isSecureContext && 'indexedDB' in globalThis && 'caches' in globalThis;

const inSession = (name: string): string | null => {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
};

type Key = { readonly id: string; readonly raw: string };

const keyOf = (official: string): Key | undefined => {
  const [id, raw] = inSession(KEY + official)?.split(' ') ?? [];
  return id === undefined || raw === undefined ? undefined : { id, raw };
};
const ownKey = (): Key | undefined => keyOf(inSession(OWNER) ?? '');

/** From now on what is kept is this official's, who has just been seen to be signed in. */
export const keepFor = (official: string): void => {
  try {
    sessionStorage.setItem(OWNER, official);
  } catch {
    // A browser that remembers nothing keeps nothing.
  }
};

/** Nobody is signed in here any more. */
export const keepForNobody = (): void => {
  try {
    sessionStorage.removeItem(OWNER);
  } catch {
    // Nothing was remembered then.
  }
};

/** Whether the caseworker agreed, in this tab. */
export const keeps = (): boolean => canKeep() && ownKey() !== undefined;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const cryptoKey = ({ raw }: Key): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
const place = ({ id }: Key, name: string): string => `${id}/${name}`;
const bound = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Keeps a value encrypted; nothing happens where nobody agreed. */
export const keep = async (name: string, value: unknown): Promise<void> => {
  const key = ownKey();
  if (key === undefined || !canKeep()) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const additionalData = bound(place(key, name));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, await cryptoKey(key), plain);
  await cabinet.put(place(key, name), { iv, data, until: Date.now() + KEEP_MS });
};

/** A kept value of this official in this tab; what is too old is removed instead of shown. */
export const recall = async (name: string): Promise<unknown> => {
  const key = ownKey();
  if (key === undefined || !canKeep()) return undefined;
  const sealed = await cabinet.take(place(key, name));
  if (!isSealed(sealed)) return undefined;
  try {
    if (sealed.until < Date.now()) throw new Error('too old');
    const additionalData = bound(place(key, name));
    const how = { name: 'AES-GCM', iv: sealed.iv, additionalData };
    const value: unknown = JSON.parse(
      new TextDecoder().decode(await crypto.subtle.decrypt(how, await cryptoKey(key), sealed.data)),
    );
    return value;
  } catch {
    await cabinet.remove(place(key, name));
    return undefined;
  }
};

export const drop = async (name: string): Promise<void> => {
  const key = ownKey();
  if (key !== undefined && canKeep()) await cabinet.remove(place(key, name));
};

const namesUnder = async (prefix: string): Promise<readonly string[]> =>
  (await cabinet.names()).filter((name) => name.startsWith(prefix));

export const namesOf = async (prefix: string): Promise<readonly string[]> => {
  const key = ownKey();
  if (key === undefined || !canKeep()) return [];
  return (await namesUnder(place(key, prefix))).map((name) => name.slice(place(key, '').length));
};

/** How many values other officials have waiting in this tab, who signed in before and did not sign out. */
export const countOfOthers = async (prefix: string): Promise<number> => {
  if (!canKeep()) return 0;
  const own = KEY + (inSession(OWNER) ?? '');
  const others = Object.keys(sessionStorage).filter((name) => name.startsWith(KEY) && name !== own);
  const keys = others.flatMap((name) => keyOf(name.slice(KEY.length)) ?? []);
  const names = await Promise.all(keys.map((key) => namesUnder(place(key, prefix))));
  return names.flat().length;
};

/** What is too old is removed, of whichever tab: nobody can read what a closed one left. */
const sweep = async (): Promise<void> => {
  for (const name of await cabinet.names()) {
    const sealed = await cabinet.take(name);
    if (!isSealed(sealed) || sealed.until < Date.now()) await cabinet.remove(name);
  }
};

/** The caseworker agreed. `false`: this browser cannot keep anything safely. */
export const agree = async (): Promise<boolean> => {
  if (!canKeep()) return false;
  try {
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const key = `${newKey()} ${btoa(String.fromCharCode(...raw))}`;
    sessionStorage.setItem(KEY + (inSession(OWNER) ?? ''), key);
    await sweep();
  } catch {
    await forgetAll();
    return false;
  }
  await keepShell();
  return true;
};

// Who agreed while there was no connection gets the page itself kept once there is one.
addEventListener('online', () => {
  if (keeps()) void keepShell();
});

/**
 * Removes what this page keeps on the device for the official: encrypted values and their key. Other tabs keep theirs, and
 * what the official agrees to keep from now on is theirs again.
 */
export const forgetAll = async (): Promise<void> => {
  const names = await namesOf('').catch(() => []);
  for (const name of names) await drop(name).catch(() => undefined);
  try {
    sessionStorage.removeItem(KEY + (inSession(OWNER) ?? ''));
  } catch {
    // Nothing was kept then.
  }
  if (!canKeep()) return;
  await sweep().catch(() => undefined);
  const empty = await cabinet.destroyEmpty().catch(() => false);
  if (empty) await forgetShell();
};
