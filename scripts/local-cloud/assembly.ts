import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand, tail } from './run-command.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './stage.ts';

/** A synthesised app: templates and assets, and a fingerprint that changes whenever one of them does. */
export type Assembly = {
  readonly folder: string;
  readonly fingerprint: string;
  /** Whether it is the one of an earlier start. */
  readonly reused: boolean;
};

export type SynthOptions = {
  /** Folder with the app's `cdk.json`. */
  readonly root: string;
  readonly dataDir: string;
  readonly context: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
};

const cdkJson = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).optional() });

/** Templates and manifests; assets are named in them by the hash of their content. */
const DECIDES = /(^|\/)(manifest\.json|[^/]+\.(template|assets)\.json)$/;

const fingerprintOf = async (folder: string): Promise<string> => {
  const hash = createHash('sha256');
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => DECIDES.test(name) && !name.startsWith('asset.')).sort();
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(folder, file)));
  return hash.digest('hex');
};

/** What synthesis does not read: packages (the lock file speaks for them), what is made, tests. */
const NOT_READ = new Set(['node_modules', '.git', '.local', 'cdk.out', 'coverage', 'test']);

/** A hash of everything that decides what the app synthesises to: sources, versions, context, Node. */
const inputsOf = async ({ root, context }: SynthOptions): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify([context, process.version, process.arch]));
  const rooms = (await readdir(root)).filter((name) => !NOT_READ.has(name) && !name.endsWith('.md')).sort();
  for (const room of rooms) {
    const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true }).catch(() => undefined);
    const files = entries
      ?.filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files ?? [join(root, room)]) hash.update(`${file}\n`).update(await readFile(file));
  }
  return hash.digest('hex');
};

/**
 * Runs the app as the CDK's command line does, without the seconds that the command line takes to start: a start whose
 * assembly has been deployed already needs nothing else of it.
 */
const runApp = async ({ root, dataDir, context, signal }: SynthOptions, folder: string): Promise<void> => {
  const cdk = cdkJson.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  const { code, output } = await runCommand('/bin/sh', ['-c', cdk.app], {
    cwd: root,
    signal,
    logFile: join(dataDir, 'synth.log'),
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdk.context, ...context }),
      CDK_DEFAULT_ACCOUNT: LOCAL_ACCOUNT,
      CDK_DEFAULT_REGION: LOCAL_REGION,
    },
  });
  if (code !== 0) throw new Error(`The app does not synthesise ("${cdk.app}" ended with ${code}):\n${tail(output)}`);
};

/** The app's assembly: made anew, or that of last time where nothing has changed since that it is made from. */
export const synthesise = async (options: SynthOptions): Promise<Assembly> => {
  const folder = join(options.dataDir, 'cdk.out');
  const marker = join(folder, 'inputs.sha256');
  const inputs = await inputsOf(options);
  const reused = (await readFile(marker, 'utf8').catch(() => '')) === inputs;
  if (!reused) {
    await rm(folder, { recursive: true, force: true });
    await runApp(options, folder);
    // What changed while the app ran would be missed: the next start looks again.
    if ((await inputsOf(options)) === inputs) await writeFile(marker, inputs);
  }
  return { folder, reused, fingerprint: await fingerprintOf(folder) };
};
