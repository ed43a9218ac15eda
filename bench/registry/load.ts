import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Engine } from '#scripts/engine/dynoxide.ts';
import { type ImportOutcome, importFiles } from '#scripts/seed/import.ts';
import { progressBar } from '#scripts/seed/progress.ts';
import type { Manifest } from '#scripts/seed/source-files.ts';
import type { Registry } from './store.ts';

/** What it took to bring the people between two checkpoints; `people`: how many there are then. */
const sampleSchema = z.object({
  people: z.int(),
  added: z.int(),
  wallMs: z.number(),
  ownCpuMs: z.number(),
  engineCpuMs: z.number(),
  rssBytes: z.int(),
});
export type Sample = z.output<typeof sampleSchema>;

const SAMPLES = 'progress.ndjson';

/** The samples of a folder's load, those of earlier runs of it too. */
export const readSamples = (folder: string): readonly Sample[] => {
  const file = join(folder, SAMPLES);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => sampleSchema.parse(JSON.parse(line)));
};

const TICK_MS = 10;

/** CPU time that the engine's process has used, all threads, in milliseconds; 0 where the system does not tell. */
const engineCpuMs = ({ pid }: Engine): number => {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

const meter = (engine: Engine) => {
  const read = () => {
    const { user, system } = process.cpuUsage();
    return { wallMs: performance.now(), ownCpuMs: (user + system) / 1_000, engineCpuMs: engineCpuMs(engine) };
  };
  let last = read();
  return () => {
    const now = read();
    const lap = {
      wallMs: now.wallMs - last.wallMs,
      ownCpuMs: now.ownCpuMs - last.ownCpuMs,
      engineCpuMs: now.engineCpuMs - last.engineCpuMs,
    };
    last = now;
    return lap;
  };
};

export type Load = {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly engine: Engine;
  readonly registry: Registry;
  readonly signal: AbortSignal;
};

/** Imports the files as `npm run seed` does and writes down what each part of it took. */
export const measureLoad = async ({ folder, manifest, engine, registry, signal }: Load): Promise<ImportOutcome> => {
  let people = readSamples(folder).at(-1)?.people ?? 0;
  const bar = progressBar({ label: 'Import', total: manifest.people, from: people });
  const lap = meter(engine);
  const outcome = await importFiles({
    folder,
    manifest,
    target: { ...registry, name: 'bench' },
    now: new Date(),
    signal,
    onProgress: (checkpoint) => {
      const sample: Sample = {
        people: checkpoint.people,
        added: checkpoint.people - people,
        ...lap(),
        rssBytes: process.memoryUsage.rss(),
      };
      appendFileSync(join(folder, SAMPLES), `${JSON.stringify(sample)}\n`);
      people = checkpoint.people;
      bar.show(people);
    },
  });
  bar.end();
  return outcome;
};

const SECOND = 1_000;

/** People a second of wall clock, of this process's CPU, and of both processes' CPU together. */
export const ratesOf = (samples: readonly Sample[]) => {
  const sum = (pick: (sample: Sample) => number): number => samples.reduce((total, sample) => total + pick(sample), 0);
  const people = sum(({ added }) => added) * SECOND;
  const own = sum(({ ownCpuMs }) => ownCpuMs);
  return {
    wall: people / sum(({ wallMs }) => wallMs),
    ownCpu: people / own,
    allCpu: people / (own + sum(({ engineCpuMs: cpu }) => cpu)),
    hours: sum(({ wallMs }) => wallMs) / SECOND / 3_600,
  };
};

/** The largest resident memory in samples, in mebibytes. */
export const peakMib = (samples: readonly Sample[]): number =>
  Math.max(...samples.map(({ rssBytes }) => rssBytes)) / 2 ** 20;
