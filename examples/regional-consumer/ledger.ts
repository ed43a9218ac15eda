import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { objectAt, parseJson } from './json.ts';

/** One message that was dealt with, and what was done because of it. */
export type Entry = {
  readonly at: string;
  readonly message: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly did: readonly string[];
};

/** Whole lines only: a process that was killed while it wrote leaves half a line behind. */
const wholeLines = (file: string): string => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.slice(0, text.lastIndexOf('\n') + 1);
};

/**
 * The consumer's memory: a line of JSON a message, forced to the disk before the message is deleted from the queue. It
 * knows which messages were met and the newest version of each subject; of people it knows nothing. One process a file.
 */
export const openLedger = (file: string) => {
  mkdirSync(dirname(file), { recursive: true });
  const text = wholeLines(file);
  const met = new Set<string>();
  const newest = new Map<string, number>();
  const learn = (message: string, subject: string, version: number): void => {
    met.add(message);
    newest.set(subject, Math.max(version, newest.get(subject) ?? 0));
  };
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const { message, subject, version } = objectAt(parseJson(line));
    learn(String(message), String(subject), Number(version));
  }
  const handle = openSync(file, 'a', 0o600);
  ftruncateSync(handle, Buffer.byteLength(text));
  return {
    hasMet: (message: string): boolean => met.has(message),
    /** Whether a version of a subject is newer than all that came before. */
    isNewer: (subject: string, version: number): boolean => version > (newest.get(subject) ?? 0),
    append: (entry: Entry): void => {
      writeSync(handle, `${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
      learn(entry.message, entry.subject, entry.version);
    },
    close: (): void => closeSync(handle),
  };
};
export type Ledger = ReturnType<typeof openLedger>;
