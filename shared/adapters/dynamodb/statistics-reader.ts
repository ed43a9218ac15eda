import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { StatisticsReader } from '#shared/domain/statistics/ports.ts';
import type { StoredCell, View } from '#shared/domain/statistics/types.ts';
import { caseworkPartitions, partOfCounty } from './region-partitions.ts';
import { readGenerations } from './statistics-generations.ts';
import { cellPartition, readCell } from './statistics-item.ts';

/** Partitions that are read at the same time: as many as the client has connections. */
const SIDE_BY_SIDE = 50;

/** All cells of one partition, or those whose region begins so. Eventually consistent: figures are as of a moment anyway. */
const readPartition = async (
  client: DynamoDBDocumentClient,
  table: string,
  partition: string,
  part: string | undefined,
): Promise<StoredCell[]> => {
  const cells: StoredCell[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: part === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :part)',
        ExpressionAttributeValues: { ':pk': partition, ...(part === undefined ? {} : { ':part': part }) },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    cells.push(...(answer.Items ?? []).map(readCell));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
  return cells;
};

type Read = { readonly partition: string; readonly part?: string };

/** A county's cells are one read, whatever the views; for a part of it each view is a range of its own. */
const readsOf = (regionCode: string, views: readonly View[], generation: number): Read[] => {
  const part = partOfCounty(regionCode);
  const partitions = caseworkPartitions(regionCode).map((code) => cellPartition(code, generation));
  return part === undefined
    ? partitions.map((partition) => ({ partition }))
    : partitions.flatMap((partition) => views.map((view) => ({ partition, part: `${view}#${part}` })));
};

/** The cells of a region: a county is one partition, what is wider is its counties side by side. */
export const statisticsReader = (client: DynamoDBDocumentClient, table: string): StatisticsReader => ({
  cells: async (regionCode, views) => {
    const { current } = await readGenerations(client, table);
    const reads = readsOf(regionCode, views, current);
    const found: StoredCell[][] = [];
    const readers = Array.from({ length: Math.min(SIDE_BY_SIDE, reads.length) }, async () => {
      for (let next = reads.pop(); next !== undefined; next = reads.pop()) {
        found.push(await readPartition(client, table, next.partition, next.part));
      }
    });
    await Promise.all(readers);
    return found.flat().filter(({ view }) => views.includes(view));
  },
});
