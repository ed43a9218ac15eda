import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundleFunctions } from '#infra/constructs/bundle.ts';
import { bundleOf } from './init.ts';

/** Built functions: as they are deployed, as esbuild builds them by default, and one that does nothing. */
export type Bundles = { readonly deployed: string; readonly byDefault: string; readonly bare: string };

const NOTHING = `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(JSON.parse(event.body)) });\n`;

/** Builds the doors in both ways; what is deployed by the very call that deploys it. */
export const buildBundles = async (folder: string, doors: readonly string[]): Promise<Bundles> => {
  const deployed = join(folder, 'deployed');
  await bundleFunctions(deployed);
  const byDefault = join(folder, 'default');
  await build({
    entryPoints: doors.map((door) => ({ in: join('functions', door, 'main.ts'), out: `${door}/index` })),
    outdir: byDefault,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
  const bare = bundleOf(folder, 'bare');
  mkdirSync(dirname(bare), { recursive: true });
  writeFileSync(bare, NOTHING);
  return { deployed, byDefault, bare };
};

/** Size of a bundle in kilobytes, without its source map. */
export const kilobytes = (bundle: string): number => statSync(bundle).size / 1_000;
