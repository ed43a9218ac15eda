import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { sources } from '#shared/reference/words.ts';
import { type SeedOptions, seedPeople } from './people.ts';
import { createRisks } from './risks.ts';
import { columnsOf, entryLine, type FileName, riskLine } from './source-rows.ts';

/** What the files of a seed are: rows without the header line, and the hash of all bytes. */
export const manifestSchema = z.object({
  people: z.int(),
  households: z.int(),
  seed: z.int(),
  asOf: z.string(),
  files: z.array(z.object({ name: z.enum(['risks', ...sources]), rows: z.int(), bytes: z.int(), sha256: z.string() })),
});
export type Manifest = z.output<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

const MANIFEST = 'manifest.json';
/** Written to disk when so much has gathered. */
const PIECE = 1 << 20;

/** Where a file of a seed lies. */
export const fileIn = (folder: string, name: FileName): string => join(folder, `${name}.csv`);

class SourceFile {
  rows = 0;
  private bytes = 0;
  private readonly hash = createHash('sha256');
  private readonly stream: WriteStream;
  private waiting: string;
  readonly name: FileName;

  constructor(folder: string, name: FileName) {
    this.name = name;
    this.stream = createWriteStream(fileIn(folder, name), { mode: 0o600 });
    this.waiting = `${columnsOf(name).join(',')}\n`;
  }

  add(line: string): void {
    this.rows += 1;
    this.waiting += line;
  }

  get isFull(): boolean {
    return this.waiting.length >= PIECE;
  }

  async flush(): Promise<void> {
    const piece = Buffer.from(this.waiting, 'utf8');
    this.waiting = '';
    this.bytes += piece.length;
    this.hash.update(piece);
    if (!this.stream.write(piece)) await once(this.stream, 'drain');
  }

  async close(): Promise<ManifestFile> {
    await this.flush();
    this.stream.end();
    await finished(this.stream);
    return { name: this.name, rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** The key of the n-th household in every file; the files are in its order. */
const householdKey = (nth: number): string => `hh-${String(nth).padStart(8, '0')}`;

export type Written = { readonly onPeople?: (people: number) => void };

const writeAll = async (folder: string, options: SeedOptions, { onPeople }: Written) => {
  const files = new Map<FileName, SourceFile>();
  const add = (name: FileName, line: string): void => {
    const file = files.get(name) ?? new SourceFile(folder, name);
    files.set(name, file);
    file.add(line);
  };
  const risksOf = createRisks(options.seed, options.asOf);
  let people = 0;
  let households = 0;
  for (const household of seedPeople(options)) {
    const key = householdKey(households);
    for (const member of household.members) {
      for (const entry of member.entries) add(entry.source, entryLine(key, member, entry));
    }
    for (const risk of risksOf(household)) add('risks', riskLine(key, risk));
    households += 1;
    people += household.members.length;
    const full = [...files.values()].filter((file) => file.isFull);
    for (const file of full) await file.flush();
    if (full.length > 0) onPeople?.(people);
  }
  const written: ManifestFile[] = [];
  for (const file of files.values()) written.push(await file.close());
  return { people, households, files: written };
};

/** The manifest of a folder; files without one are not whole. */
export const readManifest = async (folder: string): Promise<Manifest | undefined> => {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
};

/**
 * A province as source files: a CSV file a source with the people that it names, and one of risks, all in the order of
 * households, which interleaves the counties. The same options give the same bytes; files that are there already (their
 * manifest comes last) are taken as they are.
 */
export const writeSourceFiles = async (
  folder: string,
  options: SeedOptions,
  hooks: Written = {},
): Promise<Manifest> => {
  const known = await readManifest(folder);
  if (
    known !== undefined &&
    known.seed === options.seed &&
    known.asOf === options.asOf &&
    known.people === options.count
  )
    return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { people, households, files } = await writeAll(folder, options, hooks);
  const manifest: Manifest = { people, households, seed: options.seed, asOf: options.asOf, files };
  await writeFile(join(folder, `${MANIFEST}.new`), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(join(folder, `${MANIFEST}.new`), join(folder, MANIFEST));
  return manifest;
};
