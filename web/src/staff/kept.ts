import { cabinet } from './cabinet.ts';

// What a caseworker wrote or opened is kept only after they agreed, encrypted with a key that lives in this tab's session:
// it survives a reload and a bad connection, and once the tab is closed or the caseworker signs out nobody can read what
// may be left. Nothing is kept longer than three days.
const KEY = 'kept-key';
const SHELL = 'staff-shell';
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

const keyText = (): string | null => {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
};

/** Whether the caseworker agreed, in this tab. */
export const keeps = (): boolean => canKeep() && keyText() !== null;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const key = (): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(keyText() ?? ''), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Keeps a value encrypted; nothing happens where nobody agreed. */
export const keep = async (name: string, value: unknown): Promise<void> => {
  if (!keeps()) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const bound = new TextEncoder().encode(name);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound }, await key(), plain);
  await cabinet.put(name, { iv, data, until: Date.now() + KEEP_MS });
};

/** A kept value; what is too old, or of another session, is removed instead of shown. */
export const recall = async (name: string): Promise<unknown> => {
  if (!keeps()) return undefined;
  const sealed = await cabinet.take(name);
  if (!isSealed(sealed)) return undefined;
  try {
    if (sealed.until < Date.now()) throw new Error('too old');
    const bound = new TextEncoder().encode(name);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: bound },
      await key(),
      sealed.data,
    );
    const value: unknown = JSON.parse(new TextDecoder().decode(opened));
    return value;
  } catch {
    await cabinet.remove(name);
    return undefined;
  }
};

export const drop = async (name: string): Promise<void> => {
  if (keeps()) await cabinet.remove(name);
};

export const namesOf = async (prefix: string): Promise<readonly string[]> =>
  keeps() ? (await cabinet.names()).filter((name) => name.startsWith(prefix)) : [];

/** The page itself, so that it opens without a connection: its files, and no answer of the API. */
const keepShell = async (): Promise<void> => {
  const links = [...document.querySelectorAll('script[src], link[href]')].map(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
  );
  const shell = await caches.open(SHELL);
  await shell.addAll(['/staff?lang=zh', '/staff?lang=en', ...links]);
  const worker = document.getElementById('door')?.dataset['worker'];
  if (worker !== undefined) await navigator.serviceWorker.register(worker, { scope: '/staff' });
};

/** The caseworker agreed. `false`: this browser cannot keep anything safely. */
export const agree = async (): Promise<boolean> => {
  if (!canKeep()) return false;
  try {
    const raw = crypto.getRandomValues(new Uint8Array(32));
    sessionStorage.setItem(KEY, btoa(String.fromCharCode(...raw)));
    await cabinet.names();
  } catch {
    await forgetAll();
    return false;
  }
  await keepShell().catch(() => undefined);
  return true;
};

// Who agreed while there was no connection gets the page itself kept once there is one.
addEventListener('online', () => {
  if (keeps()) void keepShell().catch(() => undefined);
});

/** Removes all that this page keeps on the device: encrypted values, their key, the page's own files, its worker. */
export const forgetAll = async (): Promise<void> => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept then.
  }
  if (!canKeep()) return;
  await cabinet.destroy().catch(() => undefined);
  await caches.delete(SHELL).catch(() => false);
  const workers = await navigator.serviceWorker.getRegistrations().catch(() => []);
  for (const worker of workers) await worker.unregister();
};
