import { createHash, createSecretKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { FactMac } from '#shared/adapters/crypto/fact-mac.ts';
import { householdKey } from '#shared/adapters/dynamodb/registry-item.ts';
import { type HouseholdLoad, type LoadParts, loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { beginning, type Checkpoint, filesText, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { claimsOfAll, loadClaims } from './claims.ts';
import { HouseholdStream, type Reject } from './household-stream.ts';
import { householdIdOf, householdLoad, type ImportStamp } from './households.ts';
import { fileIn, type Manifest } from './source-files.ts';

/** Where an import goes, by a name that stays the same, and with what it writes; keys of sources lie in `feeds`. */
export type ImportTarget = LoadParts & {
  readonly name: string;
  readonly feeds: string;
  readonly factMac: FactMac;
};

export type ImportRun = {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly target: ImportTarget;
  readonly now: Date;
  /** Asked to stop: what is under way is finished and remembered. */
  readonly signal: AbortSignal;
  readonly onProgress?: (checkpoint: Checkpoint) => void;
  /** People that are written between two checkpoints. */
  readonly window?: number;
};

export type ImportOutcome = {
  readonly state: 'done' | 'interrupted' | 'done-before';
  readonly checkpoint: Checkpoint;
};

const WINDOW = 2_000;

type Window = {
  readonly loads: readonly HouseholdLoad[];
  readonly people: number;
  readonly positions: Checkpoint['positions'];
  readonly rejects: readonly Reject[];
};

type WindowReader = {
  readonly stream: HouseholdStream;
  readonly files: readonly string[];
  readonly stamp: ImportStamp;
  readonly size: number;
};

const readWindow = async ({ stream, files, stamp, size }: WindowReader): Promise<Window> => {
  const loads: HouseholdLoad[] = [];
  let people = 0;
  while (people < size) {
    const household = await stream.next();
    if (household === undefined) break;
    const load = householdLoad(household, stamp);
    if (load === undefined) continue;
    loads.push(load);
    people += load.members.length;
  }
  const places = stream.positions();
  const positions = Object.fromEntries(files.map((name, index) => [name, places[index] ?? 0]));
  return { loads, people, positions, rejects: stream.takeRejects() };
};

/** The bytes of every file are those of the manifest, or nothing is taken from them. */
const verify = async (folder: string, { files }: Manifest): Promise<void> => {
  for (const { name, sha256 } of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(fileIn(folder, name)), hash);
    if (hash.digest('hex') !== sha256) throw new Error(`${fileIn(folder, name)} is not the file of the manifest`);
  }
};

const holdsAnything = async ({ client, table }: LoadParts): Promise<boolean> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, Limit: 1 }));
  return Items.length > 0;
};

const holdsHousehold = async ({ client, table }: LoadParts, householdId: string): Promise<boolean> => {
  const key = householdKey(householdId);
  return (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item !== undefined;
};

const stampOf = ({ at, idKey = '' }: Checkpoint): ImportStamp => ({
  at: new Date(at),
  idKey: createSecretKey(Buffer.from(idKey, 'base64')),
});

const REJECTS = 'rejects.csv';
const rejectLine = ({ file, at, field, code }: Reject): string => `${file},${at},${field},${code}\n`;

/**
 * Where to begin: at the beginning if the registry is empty, or where this very import stopped. A registry that lives
 * is never loaded into.
 */
const startOf = async ({ folder, manifest, target, now }: ImportRun): Promise<Checkpoint> => {
  const known = await readCheckpoint(folder);
  const ours = known !== undefined && known.target === target.name && known.files === filesText(manifest);
  if (ours && (await holdsHousehold(target, known.firstHousehold))) return known;
  if (await holdsAnything(target)) {
    throw new Error(
      `The registry (${target.name}) is not empty, and what is in it is no unfinished import of these files: history is loaded into an empty registry only.`,
    );
  }
  const begun = beginning(target.name, manifest, now);
  const firstHousehold = householdIdOf(stampOf({ ...begun, firstHousehold: '' }), 'hh-00000000');
  const checkpoint = { ...begun, firstHousehold };
  await writeCheckpoint(folder, checkpoint);
  return checkpoint;
};

/** People, and what their sources are known to have said. */
const writeAll = async (loads: readonly HouseholdLoad[], target: ImportTarget): Promise<void> => {
  const { client, feeds, factMac } = target;
  await Promise.all([loadHouseholds(loads, target), loadClaims(client, feeds, await claimsOfAll(loads, factMac))]);
};

/** The first household goes alone: whether it is there tells an import that has begun from a registry of somebody else. */
const write = async ({ loads }: Window, isFirst: boolean, target: ImportTarget): Promise<void> => {
  if (isFirst) await writeAll(loads.slice(0, 1), target);
  await writeAll(isFirst ? loads.slice(1) : loads, target);
};

const after = (checkpoint: Checkpoint, window: Window): Checkpoint => ({
  ...checkpoint,
  positions: window.positions,
  people: checkpoint.people + window.people,
  households: checkpoint.households + window.loads.length,
  rejected: checkpoint.rejected + window.rejects.length,
});

const finish = async (folder: string, { idKey: _, ...checkpoint }: Checkpoint): Promise<ImportOutcome> => {
  const done = { ...checkpoint, done: true };
  await writeCheckpoint(folder, done);
  return { state: 'done', checkpoint: done };
};

/** Window after window: the next is read while one is written. */
const runFrom = async (start: Checkpoint, stream: HouseholdStream, run: ImportRun): Promise<ImportOutcome> => {
  const { folder, manifest, target, signal } = run;
  const files = manifest.files.map(({ name }) => name);
  const reader: WindowReader = { stream, files, stamp: stampOf(start), size: run.window ?? WINDOW };
  let checkpoint = start;
  let window = await readWindow(reader);
  while (window.loads.length > 0) {
    if (signal.aborted) return { state: 'interrupted', checkpoint };
    const [next] = await Promise.all([readWindow(reader), write(window, checkpoint.people === 0, target)]);
    if (window.rejects.length > 0) await appendFile(join(folder, REJECTS), window.rejects.map(rejectLine).join(''));
    checkpoint = after(checkpoint, window);
    await writeCheckpoint(folder, checkpoint);
    run.onProgress?.(checkpoint);
    window = next;
  }
  return finish(folder, after(checkpoint, window));
};

/**
 * Imports the files of a seed as history: no transaction and no message a person, and right however often it is
 * interrupted. Written again, the same rows give the same items under the same keys.
 */
export const importFiles = async (run: ImportRun): Promise<ImportOutcome> => {
  const { folder, manifest } = run;
  const start = await startOf(run);
  if (start.done) return { state: 'done-before', checkpoint: start };
  await verify(folder, manifest);
  const today = shanghaiDay(new Date(start.at));
  const from = start.people === 0 ? undefined : start.positions;
  const stream = await HouseholdStream.open(
    folder,
    manifest.files.map(({ name }) => name),
    today,
    from,
  );
  try {
    return await runFrom(start, stream, run);
  } finally {
    await stream.close();
  }
};
