import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, startDynoxide } from '#scripts/engine/dynoxide.ts';
import { type LocalKeys, localKeys } from '#scripts/engine/local-keys.ts';
import { progressBar } from '#scripts/seed/progress.ts';
import { type Manifest, writeSourceFiles } from '#scripts/seed/source-files.ts';
import { loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { Figure } from '../figures.ts';
import { type ChangeUnits, measureChanges } from './changes.ts';
import { measureLoad, peakMib, ratesOf, readSamples, type Sample } from './load.ts';
import { measureReads, type Reads, someNumbers } from './reads.ts';
import { openRegistry } from './store.ts';
import { firstHouseholds, type LoadUnits, measureLoadUnits } from './units.ts';

export type RegistryBench = { readonly people: number; readonly folder: string; readonly signal: AbortSignal };

/** From so many on the engine works on a database file and the load can be gone on with. */
const ON_DISK_FROM = 200_000;
const UNIT_PEOPLE = 2_000;
const CHANGED_PEOPLE = 600;
const READ_PEOPLE = 2_000;
const LOAD_UNITS = 6;
const CHANGE_UNITS = 12;
/** Beyond this a change is a mistake and not only dear. */
const CHANGE_FLOOR = 16;
const RATE_KEPT = 0.5;
/** How much more memory ten times the rows may take. */
const FLAT = 1.5;
const SEED = 1;

type World = { readonly engine: Engine; readonly keys: LocalKeys; readonly manifest: Manifest };

const prepare = async ({ people, folder }: RegistryBench): Promise<World> => {
  const onDisk = people >= ON_DISK_FROM;
  if (!onDisk) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bar = progressBar({ label: 'Files ', total: people });
  // The day is fixed, so that a run that is gone on with tomorrow has the same files.
  const asOf = shanghaiDay(new Date('2026-11-24T04:00:00Z'));
  const manifest = await writeSourceFiles(folder, { count: people, seed: SEED, asOf }, { onPeople: bar.show });
  bar.end();
  const keys = await localKeys(onDisk ? join(folder, 'keys.json') : undefined);
  return { engine: await startDynoxide(onDisk ? join(folder, 'registry.db') : undefined), keys, manifest };
};

type Measured = {
  readonly samples: readonly Sample[];
  readonly units: LoadUnits;
  readonly reads: Reads;
  readonly changes: readonly ChangeUnits[];
};

const measure = async (bench: RegistryBench, world: World): Promise<Measured | 'interrupted'> => {
  const { folder, signal } = bench;
  const { engine, keys, manifest } = world;
  const stamp = { at: new Date(), idKey: createSecretKey(randomBytes(32)) };
  const first = await firstHouseholds(folder, manifest, stamp, UNIT_PEOPLE);
  const units = await measureLoadUnits(engine, keys, first);
  const registry = await openRegistry(engine, keys);
  const outcome = await measureLoad({ folder, manifest, engine, registry, signal });
  if (outcome.state === 'interrupted') return 'interrupted';
  const reads = await measureReads(registry, await someNumbers(folder, manifest, READ_PEOPLE));
  // Changes go to a small registry of their own: a run that is repeated finds the large one as it was.
  const small = await openRegistry(engine, keys, `changes-${Date.now()}`);
  const some = await firstHouseholds(folder, manifest, stamp, CHANGED_PEOPLE);
  await loadHouseholds(some, small);
  const changes = await measureChanges(
    small,
    some.flatMap(({ members }) => members.map(({ person }) => person)),
  );
  return { samples: readSamples(folder), units, reads, changes };
};

const upTo = (samples: readonly Sample[], people: number): readonly Sample[] =>
  samples.filter((sample) => sample.people <= people);

const unitFigures = ({ units }: Measured): Figure[] => [
  {
    name: 'bulk load, a person (engine)',
    value: units.engine,
    unit: 'WRU',
    goal: { atMost: LOAD_UNITS, floor: LOAD_UNITS },
  },
  {
    name: 'bulk load, a person (model)',
    value: units.model,
    unit: 'WRU',
    goal: { atMost: LOAD_UNITS, floor: LOAD_UNITS },
  },
  { name: 'keys of sources, a person (engine)', value: units.claims, unit: 'WRU' },
  { name: "a person's item", value: units.itemBytes, unit: 'bytes' },
  { name: 'items above 1 KiB', value: units.largeItems * 100, unit: '%' },
];

const loadFigures = (people: number, { samples }: Measured): Figure[] => {
  const small = people >= ON_DISK_FROM ? 100_000 : people / 10;
  const begin = upTo(samples, Math.max(small, samples[0]?.people ?? 0));
  const [all, start] = [ratesOf(samples), ratesOf(begin)];
  const name = `${Math.round(small).toLocaleString('en')} people`;
  return [
    { name: 'people loaded', value: people, unit: 'people' },
    { name: 'rate', value: all.wall, unit: 'people/s' },
    { name: 'rate a core (importer)', value: all.ownCpu, unit: 'people/CPU-s' },
    { name: 'rate a core (importer and engine)', value: all.allCpu, unit: 'people/CPU-s' },
    { name: 'time of the load', value: all.hours * 60, unit: 'min' },
    {
      name: `rate against that of ${name}, by CPU`,
      value: all.allCpu / start.allCpu,
      unit: 'x',
      goal: { atLeast: RATE_KEPT, floor: RATE_KEPT },
    },
    { name: `rate against that of ${name}, by clock`, value: all.wall / start.wall, unit: 'x' },
    { name: 'peak memory', value: peakMib(samples), unit: 'MiB' },
    {
      name: `peak memory against that of ${name}`,
      value: peakMib(samples) / peakMib(begin),
      unit: 'x',
      goal: { atMost: FLAT, floor: FLAT },
    },
  ];
};

const changeFigures = ({ changes }: Measured): Figure[] =>
  changes.flatMap(({ kind, engine, model, worst }) => [
    { name: `${kind} (engine)`, value: engine, unit: 'WRU', goal: { atMost: CHANGE_UNITS, floor: CHANGE_FLOOR } },
    { name: `${kind} (model)`, value: model, unit: 'WRU', goal: { atMost: CHANGE_UNITS, floor: CHANGE_FLOOR } },
    { name: `${kind}, the dearest`, value: worst, unit: 'WRU' },
  ]);

const readFigures = ({ reads }: Measured): Figure[] => [
  { name: 'a person by identity number, median', value: reads.byNumber.p50, unit: 'ms' },
  { name: 'a person by identity number, 99 %', value: reads.byNumber.p99, unit: 'ms' },
  { name: 'a page of 50 of a county, median', value: reads.page.p50, unit: 'ms' },
  { name: 'a page of 50 of a county, 99 %', value: reads.page.p99, unit: 'ms' },
];

/** Loads a province into the engine and measures load, reads and changes; `undefined`: it was asked to stop. */
export const benchRegistry = async (bench: RegistryBench): Promise<readonly Figure[] | undefined> => {
  const world = await prepare(bench);
  try {
    const measured = await measure(bench, world);
    if (measured === 'interrupted') return undefined;
    const figures = [
      ...loadFigures(bench.people, measured),
      ...unitFigures(measured),
      ...changeFigures(measured),
      ...readFigures(measured),
    ];
    await writeFile(join(bench.folder, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
    return figures;
  } finally {
    await world.engine.stop();
  }
};
