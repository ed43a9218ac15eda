import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

const identity = z.object({ pid: z.number(), started: z.string() }).readonly();

/** The running process that holds the lock, if there is one. */
export const lockHolder = async (file: string): Promise<ProcessIdentity | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const holder = identity.parse(JSON.parse(text));
  return isRunning(holder) ? holder : undefined;
};

/** Tries once; answers who holds the lock instead. A lock whose holder is gone (killed, power lost) is free. */
export const tryLock = async (file: string): Promise<ProcessIdentity | undefined> => {
  const holder = await lockHolder(file);
  if (holder !== undefined) return holder;
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  // Written aside and linked: the lock is never seen empty, and only one of two processes gets the name.
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(ownIdentity()));
  try {
    await link(aside, file);
    return undefined;
  } catch {
    // Taken by another one just now, or taken and given back already.
    return (await lockHolder(file)) ?? (await tryLock(file));
  } finally {
    await rm(aside, { force: true });
  }
};

/** Waits for its turn. */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  while ((await tryLock(file)) !== undefined) await pause(300);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
};
