import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Manifest } from './source-files.ts';

const FILE = 'import.json';

/** How far an import has come; `positions` are those of the manifest's files. */
export const checkpointSchema = z.object({
  /** The registry into which it goes. */
  target: z.string(),
  /** The hashes of the files together. */
  files: z.string(),
  at: z.iso.datetime(),
  /** Ids follow from it; gone when the import is done. */
  idKey: z.string().exactOptional(),
  firstHousehold: z.string(),
  positions: z.record(z.string(), z.int()),
  people: z.int(),
  households: z.int(),
  rejected: z.int(),
  done: z.boolean(),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

/** The files of a manifest as one text. */
export const filesText = ({ files }: Manifest): string =>
  files.map(({ name, sha256 }) => `${name}:${sha256}`).join(' ');

/** The checkpoint of a folder's import, if one was ever begun. */
export const readCheckpoint = async (folder: string): Promise<Checkpoint | undefined> => {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : checkpointSchema.parse(JSON.parse(text));
};

/** Writes the checkpoint whole or not at all; it holds a key, so only its owner reads it. */
export const writeCheckpoint = async (folder: string, checkpoint: Checkpoint): Promise<void> => {
  const file = join(folder, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(checkpoint, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

/** The beginning of an import. */
export const beginning = (target: string, manifest: Manifest, now: Date): Omit<Checkpoint, 'firstHousehold'> => ({
  target,
  files: filesText(manifest),
  at: now.toISOString(),
  idKey: randomBytes(32).toString('base64'),
  positions: {},
  people: 0,
  households: 0,
  rejected: 0,
  done: false,
});
