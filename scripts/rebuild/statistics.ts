import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { contributionStore } from '#shared/adapters/dynamodb/statistics.ts';
import { generationBook } from '#shared/adapters/dynamodb/statistics-generations.ts';
import { type RecountTables, rebuildSource, recountSource } from '#shared/adapters/dynamodb/statistics-recount.ts';
import { rebuild } from '#shared/domain/statistics/rebuild.ts';
import { isEqual } from '#shared/domain/statistics/recount.ts';
import { many, reportLines } from '../recount/report.ts';
import { recountUntilSettled } from '../recount/rounds.ts';

export type StatisticsRebuild = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: RecountTables;
  readonly log: (line: string) => void;
  readonly onCounted?: (aggregates: number) => void;
  /** How long the projector may take to catch up, and how long a reader may still be in the old generation. */
  readonly withinMs?: number;
  readonly graceMs?: number;
};

const CATCH_UP_MS = 60_000;
const PAUSE_MS = 1_000;
/** Longer than any request or projection that may have begun before the swap. */
const GRACE_MS = 65_000;

/**
 * Builds a generation of the statistics beside the one that is read, proves it by a recount, swaps, and deletes the old
 * one. `false`: it is not equal, and nothing was swapped; the next run goes on with it.
 */
export const rebuildStatistics = async (run: StatisticsRebuild): Promise<boolean> => {
  const { client, tables, log, onCounted } = run;
  const book = generationBook(client, tables.statistics);
  const { current, building } = await book.begin();
  log(`Generation ${building} is built beside generation ${current}, which is read until then.`);
  const counted = await rebuild({
    source: rebuildSource(client, tables, current),
    current: contributionStore(client, tables.statistics, current),
    building: contributionStore(client, tables.statistics, building),
    at: new Date().toISOString(),
    ...(onCounted === undefined ? {} : { onCounted }),
  });
  log(`${many(counted, ['aggregate', 'aggregates'])} gone through.`);
  const found = await recountUntilSettled(recountSource(client, tables, building), {
    withinMs: run.withinMs ?? CATCH_UP_MS,
    pause: () => sleep(Math.min(PAUSE_MS, run.withinMs ?? PAUSE_MS)),
    now: () => performance.now(),
  });
  for (const line of reportLines(found)) log(line);
  if (!isEqual(found)) return false;
  if (!(await book.swap(building))) {
    log(`Generation ${building} is not being built any more: somebody else ended it meanwhile.`);
    return false;
  }
  log(`Generation ${building} is read from now on.`);
  await sleep(run.graceMs ?? GRACE_MS);
  log(`${many(await book.sweep(), ['item', 'items'])} of older generations deleted.`);
  return true;
};

/** Ends a rebuild without a swap, and deletes what was built. */
export const abandonStatistics = async ({ client, tables, log, graceMs }: StatisticsRebuild): Promise<boolean> => {
  const book = generationBook(client, tables.statistics);
  const { building } = await book.read();
  if (building === undefined || !(await book.abandon(building))) {
    log('No generation is being built.');
    return false;
  }
  await sleep(graceMs ?? GRACE_MS);
  log(`Generation ${building} is given up; ${many(await book.sweep(), ['item', 'items'])} deleted.`);
  return true;
};
