import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { StatisticsReader } from '#shared/domain/statistics/ports.ts';
import type { StoredCell } from '#shared/domain/statistics/types.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
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

/** The cells of a region: a county is one partition a view, what is wider is its counties side by side. */
export const statisticsReader = (client: DynamoDBDocumentClient, table: string): StatisticsReader => ({
  cells: async (regionCode, views) => {
    const part = partOfCounty(regionCode);
    const partitions = countiesOf(regionCode).flatMap((county) => views.map((view) => cellPartition(view, county)));
    const found: StoredCell[][] = [];
    const readers = Array.from({ length: Math.min(SIDE_BY_SIDE, partitions.length) }, async () => {
      for (let next = partitions.pop(); next !== undefined; next = partitions.pop()) {
        found.push(await readPartition(client, table, next, part));
      }
    });
    await Promise.all(readers);
    return found.flat();
  },
});
