/**
 * Proves that the statistics of the running system equal a recount of everything that is counted.
 *
 *   npm run recount                      the local cloud of npm start; ends with 1 when something differs
 *   npm run recount -- --repair          mends what differs, then counts again
 *   npm run recount -- --stage prod      a stage on AWS, with the credentials of the environment
 *   npm run recount -- --endpoints FILE  another local cloud
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { cellMender, contributionStore } from '#shared/adapters/dynamodb/statistics.ts';
import { readGenerations } from '#shared/adapters/dynamodb/statistics-generations.ts';
import { recountSource } from '#shared/adapters/dynamodb/statistics-recount.ts';
import { isEqual, type Recount } from '#shared/domain/statistics/recount.ts';
import { mendCells, mendContributions } from '#shared/domain/statistics/repair.ts';
import { many, reportLines } from './recount/report.ts';
import { recountUntilSettled } from './recount/rounds.ts';
import { localTarget, stageTarget, type Target } from './target/target.ts';

const ENDPOINTS = join(import.meta.dirname, '..', '.local', 'endpoints.json');
const CATCH_UP_MS = 60_000;
const PAUSE_MS = 1_000;

/** One generation of the figures, from the first look to the last: what is found in the one is never mended in another. */
type Figures = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: Target['tables'];
  readonly generation: number;
};

/** The figures that are read: those of a generation that is only being built are nobody's business here. */
const figuresOf = async ({ aws, tables }: Target): Promise<Figures> => {
  const client = documentClient(new DynamoDBClient(aws));
  const { current } = await readGenerations(client, tables.statistics);
  return { client, tables, generation: current };
};

const look = ({ client, tables, generation }: Figures): Promise<Recount> =>
  recountUntilSettled(recountSource(client, tables, generation), {
    withinMs: CATCH_UP_MS,
    pause: () => sleep(PAUSE_MS),
    now: () => performance.now(),
  });

const show = (found: Recount): void => {
  for (const line of reportLines(found)) console.log(line);
};

/** Contributions first: each that is put right moves its cells with it, and only what is wrong beyond that is mended in the cells. */
const repair = async (found: Recount, figures: Figures): Promise<Recount> => {
  const { client, tables, generation } = figures;
  const store = contributionStore(client, tables.statistics, generation);
  const contributions = await mendContributions(found, store, new Date().toISOString());
  const cells = await mendCells(await look(figures), cellMender(client, tables.statistics, generation));
  console.log(
    `\nMended ${many(contributions, ['contribution', 'contributions'])} and ${many(cells, ['cell', 'cells'])}.`,
  );
  return look(figures);
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false },
      stage: { type: 'string' },
      endpoints: { type: 'string', default: ENDPOINTS },
    },
  });
  const target = await (values.stage === undefined ? localTarget(values.endpoints) : stageTarget(values.stage));
  const figures = await figuresOf(target);
  let found = await look(figures);
  show(found);
  if (!isEqual(found) && values.repair) {
    found = await repair(found, figures);
    show(found);
  } else if (!isEqual(found)) {
    console.log('\nNothing was changed; "npm run recount -- --repair" mends it.');
  }
  return isEqual(found) ? 0 : 1;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
