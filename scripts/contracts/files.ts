import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Contracts } from './generate.ts';
import { objectAt, written } from './json.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = 'docs/contracts';
const MOST_BYTES = 64 * 1024 * 1024;

const folder = (): string => join(ROOT, FOLDER);

/** Names and texts of the documents that are there. */
const present = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder(), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.split(sep).join('/'), readFileSync(join(folder(), name), 'utf8')]),
  );

/** Files that are missing, or differ from what the code says, or stand for nothing in it. */
export const differences = (contracts: Contracts): readonly string[] => {
  const files = present();
  const changed = [...contracts].filter(([name, document]) => files.get(name) !== written(document));
  const left = [...files.keys()].filter((name) => !contracts.has(name));
  return [...changed.map(([name]) => name), ...left].sort().map((name) => `${FOLDER}/${name}`);
};

/** Writes what differs and takes away what stands for nothing; names both. */
export const write = (contracts: Contracts): readonly string[] => {
  const names = differences(contracts);
  for (const name of names) {
    const document = contracts.get(name.slice(FOLDER.length + 1));
    const file = join(ROOT, name);
    if (document === undefined) rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, written(document));
    }
  }
  return names;
};

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The contracts as they were at a commit, a branch or a tag. */
export const contractsAt = (ref: string): Contracts => {
  const commit = git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`).trim();
  const files = git('ls-tree', '-r', '-z', '--name-only', commit, '--', FOLDER).split('\0');
  return new Map(
    files
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(FOLDER.length + 1), objectAt(JSON.parse(git('show', `${commit}:./${file}`)))]),
  );
};
