import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Folder of the built functions; one folder a function, made anew at every synthesis. */
const BUILD = '.local/build/functions';
const CAPABILITIES = 'functions';

/** Every function of the house: a folder with a `main.ts`, `<capability>/<door>`. */
export const doors = (): string[] =>
  readdirSync(CAPABILITIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(CAPABILITIES, name)).map((door) => `${name}/${door}`))
    .filter((door) => existsSync(join(CAPABILITIES, door, 'main.ts')))
    .sort();

/** Where the code of a door lies once built. */
export const builtDoor = (door: string): string => join(BUILD, door);

/**
 * Builds every function in one esbuild call: CommonJS with `mainFields: module,main`, which starts faster than the
 * default (docs/adr/0003). Deterministic: the same sources give the same assets.
 */
export const bundleFunctions = async (): Promise<void> => {
  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  await build({
    entryPoints: doors().map((door) => ({ in: join(CAPABILITIES, door, 'main.ts'), out: `${door}/index` })),
    outdir: BUILD,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    loader: { '.html': 'text', '.css': 'text' },
  });
};
