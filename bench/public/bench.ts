import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { env as discoveryEnv } from '#functions/discovery/public-http/env.ts';
import { env as registryEnv } from '#functions/registry/official-http/env.ts';
import { env as selfCheckEnv } from '#functions/self-check/public-http/env.ts';
import { env as statisticsEnv } from '#functions/statistics/public-http/env.ts';
import type { Figure } from '../figures.ts';
import { type Bundles, buildBundles, kilobytes } from './bundles.ts';
import { bundleOf, medianInits, type Start } from './init.ts';
import { variablesFor } from './variables.ts';

const SELF_CHECK = 'self-check/public-http';
/** Doors that carry SDK clients. */
const SDK_DOORS: Readonly<Record<string, z.ZodType>> = {
  'discovery/public-http': discoveryEnv,
  'statistics/public-http': statisticsEnv,
  'registry/official-http': registryEnv,
};

const startsOf = (bundles: Bundles, folder: string): Record<string, Start> => {
  const selfCheck = { bundle: bundleOf(bundles.deployed, SELF_CHECK), env: variablesFor(selfCheckEnv) };
  const sdk = Object.entries(SDK_DOORS).flatMap(([door, schema]): [string, Start][] => {
    const env = variablesFor(schema);
    const deployed = bundleOf(bundles.deployed, door);
    return [
      [`${door} by default`, { bundle: bundleOf(bundles.byDefault, door), env }],
      [door, { bundle: deployed, env }],
      [`${door} with cache`, { bundle: deployed, env, cache: join(folder, 'cache') }],
    ];
  });
  return { bare: { bundle: bundles.bare, env: {} }, [SELF_CHECK]: selfCheck, ...Object.fromEntries(sdk) };
};

const sdkFigures = (door: string, init: (name: string) => number, bundle: string): Figure[] => [
  { name: `${door}: bundle`, value: kilobytes(bundle), unit: 'kB' },
  { name: `${door}: init by esbuild's default`, value: init(`${door} by default`), unit: 'ms' },
  { name: `${door}: init as deployed`, value: init(door), unit: 'ms' },
  { name: `${door}: as deployed against the default`, value: init(door) / init(`${door} by default`), unit: 'x' },
  {
    name: `${door}: with a compile cache against the default`,
    value: init(`${door} with cache`) / init(`${door} by default`),
    unit: 'x',
    goal: { atMost: 0.45 },
  },
];

const initFigures = async (folder: string): Promise<Figure[]> => {
  const bundles = await buildBundles(folder, [SELF_CHECK, ...Object.keys(SDK_DOORS)]);
  const inits = medianInits(startsOf(bundles, folder));
  const init = (name: string): number => inits.get(name) ?? Number.NaN;
  const selfCheck = bundleOf(bundles.deployed, SELF_CHECK);
  return [
    { name: 'self-check: bundle', value: kilobytes(selfCheck), unit: 'kB', goal: { atMost: 70 } },
    { name: 'self-check: init', value: init(SELF_CHECK), unit: 'ms' },
    { name: 'bare function: init', value: init('bare'), unit: 'ms' },
    {
      name: 'self-check: init against bare',
      value: init(SELF_CHECK) / init('bare'),
      unit: 'x',
      goal: { atMost: 5 },
    },
    ...Object.keys(SDK_DOORS).flatMap((door) => sdkFigures(door, init, bundleOf(bundles.deployed, door))),
  ];
};

const answers = z.array(
  z.object({ name: z.string(), way: z.string(), p50: z.number(), p99: z.number(), cpu: z.number() }),
);
type Answers = z.output<typeof answers>;

const RESULT = 3;
const MILLION = 1_000_000;

/** In a process of its own, so that its log lines go where a function's go: into a pipe that somebody reads. */
const runAnswers = (): Answers => {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'answers.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'INFO' },
  });
  if (child.status !== 0) throw new Error('the answers were not measured');
  return answers.parse(JSON.parse(String(child.output[RESULT])));
};

const WAYS: Readonly<Record<string, string>> = { bare: 'bare', contract: 'bare and the contract', door: 'the door' };

const answerFigures = (all: Answers): Figure[] =>
  [...Map.groupBy(all, ({ name }) => name)].flatMap(([name, ways]) => {
    const bare = ways.find(({ way }) => way === 'bare');
    if (bare === undefined) return [];
    return ways.flatMap(({ way, p50, p99, cpu }): Figure[] => {
      const title = `${name}, ${WAYS[way] ?? way}`;
      const shown: Figure[] = [
        { name: `${title}: median`, value: p50, unit: 'µs' },
        { name: `${title}: 99 %`, value: p99, unit: 'µs' },
        { name: `${title}: answers`, value: MILLION / cpu, unit: '/CPU-s' },
      ];
      if (way === 'bare') return shown;
      const goal = way === 'door' && name === 'self-check' ? { goal: { atMost: 12, floor: 20 } } : {};
      return [
        ...shown,
        { name: `${title}: 99 % against bare`, value: p99 / bare.p99, unit: 'x', ...goal },
        { name: `${title}: CPU against bare`, value: cpu / bare.cpu, unit: 'x' },
      ];
    });
  });

/** How public functions start and answer, each against its bare version in the same run. */
export const benchPublic = async (folder: string): Promise<readonly Figure[]> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const figures = [...(await initFigures(folder)), ...answerFigures(runAnswers())];
  await writeFile(join(folder, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
  return figures;
};
