import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { placementRecord } from '#shared/contracts/records/placements.ts';
import type { PlacementQuery, PlacementStore, ScanStore } from '#shared/domain/placements/ports.ts';
import type { Placement, Scan } from '#shared/domain/placements/types.ts';
import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { batchGet } from './batch-get.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
import { readSideBySide } from './side-by-side.ts';
import { type NamedWrite, pastTransactions, putNew, transact } from './transaction.ts';

/** The key of a placement in the intake table. */
export const placementKey = (placementId: string) => ({ pk: `PLACEMENT#${placementId}`, sk: 'STATE' });

/** The partition of a county's list of placements. */
const countyPartition = (countyCode: string): string => `COUNTY#${countyCode}`;
const LINE = /^PLACEMENT#[^#]+#(.+)$/;

/** The line in its county's list: in the order of making, and never changed. */
const lineOf = ({ placementId, regionCode, createdAt }: Placement) => ({
  pk: countyPartition(countyOf(regionCode)),
  sk: `PLACEMENT#${createdAt}#${placementId}`,
  regionCode,
});

/** The write that counts a report by its placement, in the report's transaction: a placement is never taken away. */
export const countReport = (table: string, placementId: string): NamedWrite => ({
  name: 'placement',
  write: {
    Update: {
      TableName: table,
      Key: placementKey(placementId),
      UpdateExpression: 'ADD reports :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':one': 1 },
    },
  },
});

const find = async (
  client: DynamoDBDocumentClient,
  table: string,
  placementId: string,
): Promise<Placement | undefined> => {
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: placementKey(placementId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : placementRecord.parse(answer.Item);
};

/** One update, so that no scan is lost or counted twice; what is off or unknown is left as it is. */
const scan = async (client: DynamoDBDocumentClient, table: string, placementId: string): Promise<Scan | undefined> => {
  try {
    const one = new UpdateCommand({
      TableName: table,
      Key: placementKey(placementId),
      UpdateExpression: 'ADD scans :one',
      ConditionExpression: '#state = :active',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':one': 1, ':active': 'active' },
      ReturnValues: 'ALL_NEW',
    });
    // Reports are counted on the same item, in their transactions.
    const { Attributes } = await pastTransactions(() => client.send(one));
    return { counted: true, regionCode: placementRecord.parse(Attributes).regionCode };
  } catch (fault) {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
    const placement = await find(client, table, placementId);
    return placement && { counted: false, regionCode: placement.regionCode };
  }
};

/** The public's side of placements on DynamoDB. */
export const scanStore = (client: DynamoDBDocumentClient, table: string): ScanStore => ({
  find: (placementId) => find(client, table, placementId),
  scan: (placementId) => scan(client, table, placementId),
});

const list = async (client: DynamoDBDocumentClient, table: string, query: PlacementQuery) => {
  const page = await readSideBySide(client, {
    table,
    partitionName: 'pk',
    sortName: 'sk',
    partitions: countiesOf(query.regionCode).map(countyPartition),
    ...given({ after: query.after, regionPrefix: partOfCounty(query.regionCode) }),
    limit: query.limit,
  });
  const ids = page.rows.map(({ sort }) => LINE.exec(sort)?.[1] ?? '');
  const items = await batchGet(client, table, ids.map(placementKey));
  const byKey = new Map(items.map((item) => [item['pk'], item]));
  return {
    items: ids.flatMap((id) => {
      const record = placementRecord.safeParse(byKey.get(placementKey(id).pk));
      return record.success ? [record.data] : [];
    }),
    ...given({ next: page.next }),
  };
};

/** Not a put: scans and reports are added to the same item meanwhile. */
const save = async (client: DynamoDBDocumentClient, table: string, placement: Placement) => {
  const { placementId, name, state, reason, version } = placement;
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: placementKey(placementId),
        UpdateExpression: `SET #name = :name, #state = :state, version = :version ${reason === undefined ? 'REMOVE reason' : ', reason = :reason'}`,
        ConditionExpression: 'version = :before',
        ExpressionAttributeNames: { '#name': 'name', '#state': 'state' },
        ExpressionAttributeValues: {
          ':name': name,
          ':state': state,
          ':version': version,
          ':before': version - 1,
          ...(reason === undefined ? {} : { ':reason': reason }),
        },
      }),
    );
    return 'saved';
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return 'stale';
    throw fault;
  }
};

/** The officials' side of placements on DynamoDB. */
export const placementStore = (client: DynamoDBDocumentClient, table: string): PlacementStore => ({
  find: (placementId) => find(client, table, placementId),
  create: async (placement, mark) => {
    const failed = await transact(client, [
      markWrite(table, mark),
      putNew('placement', table, { ...placementKey(placement.placementId), ...placement }),
      putNew('line of the county', table, lineOf(placement)),
    ]);
    if (failed.size === 0) return 'stored';
    if (failed.has(MARK)) return 'repeated';
    throw new Error(`a new placement met an old one: ${[...failed].join(', ')}`);
  },
  list: (query) => list(client, table, query),
  save: (placement) => save(client, table, placement),
  findMark: (keyMac) => findMark(client, table, keyMac),
});
