import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { Encoded, SiteFile } from '#functions/pages/public-http/site.ts';
import { pages } from '#web/pages/all.ts';
import { documentOf } from '#web/pages/layout.ts';
import { type Language, sayIn } from '#web/pages/say.ts';

const ROOT = join(import.meta.dirname, '..');
const WEB = join(ROOT, 'web');
/** Phones of 2019 and their WebViews. */
const TARGET = 'es2019';
const CSS_TARGET = ['chrome74', 'safari12'];
const SCRIPTS = ['home', 'report', 'self-check', 'follow', 'figures', 'my-data', 'staff', 'qr'];
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url');
const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const encode = (bytes: Uint8Array): Encoded<string> => ({
  identity: Buffer.from(bytes).toString('base64'),
  gzip: gzipSync(bytes, { level: 9 }).toString('base64'),
  br: brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).toString('base64'),
});

/** The script in the head is a classic one; those of the pages are modules, each whole, so that none waits for another. */
const bundle = (format: 'iife' | 'esm', name: string): readonly [string, Uint8Array] => {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join(WEB, 'src', `${name}.ts`)],
    outdir: join(ROOT, '.local', 'web'),
    write: false,
    bundle: true,
    minify: true,
    format,
    target: TARGET,
    entryNames: '[name].[hash]',
    tsconfig: join(WEB, 'src', 'tsconfig.json'),
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${name}`);
  return [basename(file.path), file.contents];
};

const plainAsset = (name: string): readonly [string, Uint8Array] => {
  const path = join(WEB, name);
  const bytes = endingOf(name) === 'css' ? minifyCss(path) : readFileSync(path);
  return [name.replace('.', `.${hashOf(bytes).replace(/[-_]/g, '').slice(0, 8)}.`), bytes];
};

const minifyCss = (path: string): Uint8Array => {
  const [file] = buildSync({ entryPoints: [path], write: false, minify: true, target: CSS_TARGET }).outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${path}`);
  return file.contents;
};

const assetFiles = (): Map<string, Uint8Array> =>
  new Map([
    bundle('iife', 'site'),
    bundle('iife', 'staff-worker'),
    ...SCRIPTS.map((name) => bundle('esm', name)),
    plainAsset('site.css'),
    plainAsset('staff.css'),
    plainAsset('icon.svg'),
  ]);

/** `report.js` -> `/assets/report.Q5OV2XPM.js`. */
const addressIn =
  (files: ReadonlyMap<string, Uint8Array>) =>
  (name: string): string => {
    const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), endingOf(name)];
    const file = [...files.keys()].find((one) => one.startsWith(`${stem}.`) && one.endsWith(`.${ending}`));
    if (file === undefined) throw new Error(`there is no asset ${name}`);
    return `/assets/${file}`;
  };

const drawAll = (language: Language, asset: (name: string) => string): ReadonlyMap<string, Encoded<string>> => {
  const drawing = {
    language,
    say: sayIn(language),
    to: (page: string, fragment = '') => `/${page}?lang=${language}${fragment}`,
    asset,
  };
  return new Map(
    pages.map((draw) => {
      const page = draw(drawing);
      return [page.slug, encode(Buffer.from(documentOf(drawing, page)))];
    }),
  );
};

const build = (inputs: string): SiteFile => {
  const files = assetFiles();
  const asset = addressIn(files);
  const [zh, en] = [drawAll('zh', asset), drawAll('en', asset)];
  return {
    inputs,
    pages: Object.fromEntries(
      [...zh].map(([slug, page]) => {
        const english = en.get(slug);
        if (english === undefined) throw new Error(`${slug} has no English`);
        return [slug, { zh: page, en: english }];
      }),
    ),
    assets: Object.fromEntries(
      [...files].map(([name, bytes]) => [
        name,
        { type: TYPES[endingOf(name)] ?? 'application/octet-stream', ...encode(bytes) },
      ]),
    ),
  };
};

/** The hash of everything that the site is made of. */
const inputsHash = (): string => {
  const hash = createHash('sha256');
  const files = globSync(
    ['web/**/*', 'shared/kernel/*.ts', 'shared/reference/**/*.ts', 'scripts/build-web.ts', 'package-lock.json'],
    {
      cwd: ROOT,
      withFileTypes: true,
    },
  );
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort())
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('base64url');
};

const read = (path: string): SiteFile | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Builds the public pages into `outDir/site.json`, which the function `pages/public-http` reads from beside its bundle.
 * A site that was built from the same sources is left as it is. Returns the path of the file.
 */
export const buildWeb = (outDir: string): string => {
  const file = join(outDir, 'site.json');
  const inputs = inputsHash();
  if (read(file)?.inputs === inputs) return file;
  mkdirSync(outDir, { recursive: true });
  writeFileSync(file, JSON.stringify(build(inputs)));
  return file;
};

if (import.meta.main) console.log(buildWeb(process.argv[2] ?? join(ROOT, '.local', 'web')));
