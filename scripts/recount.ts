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

const clientOf = (aws: Target['aws']) => documentClient(new DynamoDBClient(aws));

/** The figures that are read: those of a generation that is only being built are nobody's business here. */
const look = async ({ aws, tables }: Target): Promise<Recount> => {
  const client = clientOf(aws);
  const { current } = await readGenerations(client, tables.statistics);
  return recountUntilSettled(recountSource(client, tables, current), {
    withinMs: CATCH_UP_MS,
    pause: () => sleep(PAUSE_MS),
    now: () => performance.now(),
  });
};

const show = (found: Recount): void => {
  for (const line of reportLines(found)) console.log(line);
};

/** Contributions first: each that is put right moves its cells with it, and only what is wrong beyond that is mended in the cells. */
const repair = async (found: Recount, target: Target): Promise<Recount> => {
  const { aws, tables } = target;
  const client = clientOf(aws);
  const { current } = await readGenerations(client, tables.statistics);
  const store = contributionStore(client, tables.statistics, current);
  const contributions = await mendContributions(found, store, new Date().toISOString());
  const cells = await mendCells(await look(target), cellMender(client, tables.statistics, current));
  console.log(
    `\nMended ${many(contributions, ['contribution', 'contributions'])} and ${many(cells, ['cell', 'cells'])}.`,
  );
  return look(target);
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
  let found = await look(target);
  show(found);
  if (!isEqual(found) && values.repair) {
    found = await repair(found, target);
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
