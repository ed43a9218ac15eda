/**
 * Makes an invented province as source files and imports them into an empty registry, as history.
 *
 *   npm run seed -- --people 2319400                     into the running local cloud (npm start -- --no-seed)
 *   npm run seed -- --people 100000 --engine dynoxide    into a database file of the fast engine, beside the files
 *
 *   --seed N        another province (default 1); the same options give the same files, byte for byte
 *   --asOf DAY      the day on which all entries are in force (default: today)
 *   --folder DIR    where the files lie (default .local/seed/<people>-<seed>)
 *   --endpoint URL  another endpoint than the local cloud's;  --endpoints FILE  another local cloud
 *   --files-only    makes the files and imports nothing
 *
 * Ctrl-C ends it cleanly; the same command goes on where it stopped, and does nothing when all is done.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay, shanghaiDay } from '#shared/kernel/time.ts';
import { PROJECT_ROOT } from './local-cloud/stage.ts';
import { readCheckpoint } from './seed/checkpoint.ts';
import { type ImportOutcome, importFiles } from './seed/import.ts';
import { progressBar } from './seed/progress.ts';
import { type Manifest, readManifest, writeSourceFiles } from './seed/source-files.ts';
import { engineTarget, localCloudTarget } from './seed/targets.ts';

const INTERRUPTED = 130;

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      people: { type: 'string' },
      seed: { type: 'string', default: '1' },
      asOf: { type: 'string' },
      folder: { type: 'string' },
      engine: { type: 'string', default: 'local-cloud' },
      endpoint: { type: 'string' },
      endpoints: { type: 'string', default: join(PROJECT_ROOT, '.local', 'endpoints.json') },
      'files-only': { type: 'boolean', default: false },
    },
  });
  const count = Number(values.people);
  const seed = Number(values.seed);
  if (!Number.isInteger(count) || count < 1) throw new Error('--people N: how many, for example --people 2000');
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed} is not a whole number`);
  if (values.asOf !== undefined && !isDay(values.asOf)) throw new Error(`--asOf ${values.asOf} is not a day`);
  if (!['local-cloud', 'dynoxide'].includes(values.engine)) throw new Error('--engine dynoxide, or none');
  const folder = values.folder ?? join(PROJECT_ROOT, '.local', 'seed', `${count}-${seed}`);
  return { ...values, count, seed, folder };
};
type Options = ReturnType<typeof readOptions>;

const makeFiles = async ({ count, seed, asOf, folder }: Options): Promise<Manifest> => {
  const bar = progressBar({ label: 'Files ', total: count });
  // Files of an earlier day are gone on with, unless another day is asked for.
  const day = asOf ?? (await readManifest(folder))?.asOf ?? shanghaiDay(new Date());
  const manifest = await writeSourceFiles(folder, { count, seed, asOf: day }, { onPeople: bar.show });
  bar.end();
  const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0);
  console.log(
    `${manifest.people.toLocaleString('en')} people in ${manifest.households.toLocaleString('en')} households: ` +
      `${rows.toLocaleString('en')} rows in ${manifest.files.length} files in ${folder}`,
  );
  return manifest;
};

const say = ({ state, checkpoint }: ImportOutcome): number => {
  const people = checkpoint.people.toLocaleString('en');
  if (state === 'interrupted') {
    console.log(`Stopped after ${people} people; the same command goes on from there.`);
    return INTERRUPTED;
  }
  const before = state === 'done-before' ? ' They were imported before; nothing was done.' : '';
  const rejected = checkpoint.rejected === 0 ? '' : ` ${checkpoint.rejected} rows were rejected: rejects.csv.`;
  console.log(`${people} people are in the registry (${checkpoint.target}).${before}${rejected}`);
  return 0;
};

const importAll = async (options: Options, manifest: Manifest, signal: AbortSignal): Promise<number> => {
  const { folder, engine, endpoints, endpoint } = options;
  const { target, close } = await (engine === 'dynoxide'
    ? engineTarget(folder)
    : localCloudTarget(endpoints, endpoint));
  try {
    const from = (await readCheckpoint(folder))?.people ?? 0;
    const bar = progressBar({ label: 'Import', total: manifest.people, from });
    const onProgress = ({ people }: { people: number }): void => bar.show(people);
    const outcome = await importFiles({ folder, manifest, target, now: new Date(), signal, onProgress });
    bar.end();
    return say(outcome);
  } finally {
    await close();
  }
};

const run = async (signal: AbortSignal): Promise<number> => {
  const options = readOptions();
  const manifest = await makeFiles(options);
  if (options['files-only'] || signal.aborted) return signal.aborted ? INTERRUPTED : 0;
  return importAll(options, manifest, signal);
};

const interruption = new AbortController();
// The second and every further one changes nothing: what is under way is being finished.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interruption.abort());

process.exitCode = await run(interruption.signal).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
