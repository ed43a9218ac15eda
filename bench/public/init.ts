import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../figures.ts';

/** A built function that is started: its bundle, and the variables that it reads. */
export type Start = {
  readonly bundle: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cache?: string;
};

const ROUNDS = 15;

/** The parent has loaded what Lambda's own runtime has: what is left is the function's. */
const TIMED = `
  require('node:https'); require('node:crypto');
  if (process.env.BENCH_CACHE) require('node:module').enableCompileCache(process.env.BENCH_CACHE);
  const began = performance.now();
  require(process.env.BENCH_BUNDLE);
  console.log('INIT ' + (performance.now() - began));
  if (process.env.BENCH_CACHE) require('node:module').flushCompileCache?.();
`;

const startOnce = ({ bundle, env, cache }: Start): number => {
  const output = execFileSync(process.execPath, ['-e', TIMED], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'] ?? '',
      AWS_REGION: 'us-east-1',
      ...env,
      BENCH_BUNDLE: bundle,
      ...(cache === undefined ? {} : { BENCH_CACHE: cache }),
    },
  });
  return Number(/^INIT (.+)$/m.exec(output)?.[1]);
};

/**
 * How long each start takes, in milliseconds: the median of 15 fresh processes. One round starts each of them once, so that
 * a slow minute of the machine is everybody's.
 */
export const medianInits = <Name extends string>(
  starts: Readonly<Record<Name, Start>>,
): ReadonlyMap<string, number> => {
  const all = Object.entries<Start>(starts);
  const taken = new Map(all.map(([name]): [string, number[]] => [name, []]));
  for (const [, start] of all) {
    if (start.cache !== undefined) mkdirSync(start.cache, { recursive: true });
    // Fills the compile cache, and the system's cache of files.
    startOnce(start);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, start] of all) taken.get(name)?.push(startOnce(start));
  }
  return new Map([...taken].map(([name, times]) => [name, percentile(times, 50)]));
};

/** The bundle of a door below a folder of built functions. */
export const bundleOf = (folder: string, door: string): string => join(folder, door, 'index.js');
