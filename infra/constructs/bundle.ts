import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const CAPABILITIES = 'functions';
const PAGES = 'pages/public-http';

/** Where the built code of a door lies, by `<capability>/<door>`. */
export type CodeOf = (door: string) => string;

/** Every function of the house: a folder with a `main.ts`, `<capability>/<door>`. */
const doors = (): string[] =>
  readdirSync(CAPABILITIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(CAPABILITIES, name)).map((door) => `${name}/${door}`))
    .filter((door) => existsSync(join(CAPABILITIES, door, 'main.ts')))
    .sort();

/** The public pages are built beside the function that serves them: the same locally and on AWS. */
const buildPages = (folder: string): void => {
  execFileSync(process.execPath, ['scripts/build-web.ts', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
};

/**
 * Builds every function below `folder` in one esbuild call: CommonJS with `mainFields: module,main`, which starts faster
 * than the default (docs/adr/0003). Deterministic: the same sources give the same assets.
 */
export const bundleFunctions = async (folder: string): Promise<CodeOf> => {
  await build({
    entryPoints: doors().map((door) => ({ in: join(CAPABILITIES, door, 'main.ts'), out: `${door}/index` })),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    charset: 'utf8',
    logLevel: 'warning',
  });
  buildPages(join(folder, PAGES));
  return (door) => join(folder, door);
};
