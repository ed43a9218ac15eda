/**
 * The benchmarks: one table, ratios of things measured side by side in one run. Absolute values are shown, never judged.
 *
 *   npm run bench                                  all of them
 *   npm run bench -- registry                      the registry at 100,000 people on the fast engine
 *   npm run bench -- registry --people 2319400     the whole province, on a database file; Ctrl-C and the same again goes on
 *   npm run bench -- public                        how the public functions start and answer
 *
 *   npm run bench -- table --folder DIR            the figures of a run that is over, as rows for docs/benchmarks.md
 *
 *   --folder DIR    where files and figures go (default .local/bench/<name>)
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allHold, type Figure, figuresSchema, markdownOf, tableOf } from './figures.ts';
import { benchPublic } from './public/bench.ts';
import { benchRegistry } from './registry/bench.ts';

const ROOT = join(import.meta.dirname, '..');
const INTERRUPTED = 130;
const PEOPLE = 100_000;

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interruption.abort());

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { people: { type: 'string', default: String(PEOPLE) }, folder: { type: 'string' } },
});

type Bench = () => Promise<readonly Figure[] | undefined>;
const folderOf = (name: string): string => values.folder ?? join(ROOT, '.local', 'bench', name);

const benches: Readonly<Record<string, Bench>> = {
  registry: () => {
    const people = Number(values.people);
    return benchRegistry({ people, folder: folderOf(`registry-${people}`), signal: interruption.signal });
  },
  public: () => benchPublic(folderOf('public')),
};

/** Prints what an earlier run wrote down. */
const showTable = async (): Promise<number> => {
  const text = await readFile(join(values.folder ?? '.', 'figures.json'), 'utf8');
  console.log(markdownOf(figuresSchema.parse(JSON.parse(text))));
  return 0;
};

const run = async (): Promise<number> => {
  if (positionals[0] === 'table') return showTable();
  const names = positionals.length === 0 ? Object.keys(benches) : positionals;
  const figures: Figure[] = [];
  for (const name of names) {
    const bench = benches[name];
    if (bench === undefined)
      throw new Error(`no such benchmark: ${name}; there are ${Object.keys(benches).join(', ')}`);
    const found = await bench();
    if (found === undefined) {
      console.log('Stopped; the same command goes on from there.');
      return INTERRUPTED;
    }
    console.log(
      `\n${name}: ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n`,
    );
    console.log(tableOf(found));
    figures.push(...found);
  }
  return allHold(figures) ? 0 : 1;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
