import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  feedBatchRecord,
  lastBatchRecord,
  sequenceEntryRecord,
  sequenceHeadRecord,
} from '#shared/contracts/records/feeds.ts';
import type { BatchMove, BatchStore, Opening, SequenceStore } from '#shared/domain/collisions/ports.ts';
import { batchItem, batchKey, headKey, lastKey, sequenceKey, WAITING, waitingSort } from './feeds-item.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { type NamedWrite, transact } from './transaction.ts';

type Key = Readonly<Record<string, string>>;

const readItem = async (client: DynamoDBDocumentClient, table: string, key: Key) => {
  const answer = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return answer.Item;
};

/** The update of a move: only fields that it names, only from the statuses that it allows. */
const moveInput = (table: string, batchId: string, move: BatchMove) => {
  const waiting = move.lookAt === undefined ? {} : { waitingPk: WAITING, waitingSk: waitingSort(move.lookAt, batchId) };
  const set = Object.entries({ status: move.status, updatedAt: move.at, ...move.fields, ...waiting });
  const remove = move.lookAt === undefined ? ' REMOVE waitingPk, waitingSk' : '';
  const from = move.from.map((status, index) => [`:from${index}`, status] as const);
  return {
    TableName: table,
    Key: batchKey(batchId),
    UpdateExpression: `SET ${set.map((_, index) => `#f${index} = :f${index}`).join(', ')}${remove}`,
    ConditionExpression: `#status IN (${from.map(([name]) => name).join(', ')})`,
    ExpressionAttributeNames: {
      '#status': 'status',
      ...Object.fromEntries(set.map(([name], index) => [`#f${index}`, name])),
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(from),
      ...Object.fromEntries(set.map(([, value], index) => [`:f${index}`, value])),
    },
  };
};

/** A write whose failed condition is an answer and not a fault. */
const onlyIf = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return false;
    throw fault;
  }
};

/** Batches on DynamoDB. */
export const batchStore = (client: DynamoDBDocumentClient, table: string): BatchStore => ({
  find: async (batchId) => {
    const item = await readItem(client, table, batchKey(batchId));
    return item === undefined ? undefined : feedBatchRecord.parse(item);
  },
  move: (batchId, move) => onlyIf(() => client.send(new UpdateCommand(moveInput(table, batchId, move)))),
  waiting: async (now, limit) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'waiting',
        KeyConditionExpression: 'waitingPk = :waiting AND waitingSk < :now',
        ExpressionAttributeValues: { ':waiting': WAITING, ':now': now },
        Limit: limit,
      }),
    );
    return (answer.Items ?? []).map(({ pk }) => String(pk).slice('BATCH#'.length));
  },
  lastRows: async (feed) => {
    const item = await readItem(client, table, lastKey(feed));
    return item === undefined ? undefined : lastBatchRecord.parse(item).rows;
  },
  rememberRows: async (feed, batchId, rows) => {
    await client.send(new PutCommand({ TableName: table, Item: { ...lastKey(feed), batchId, rows } }));
  },
});

const put = (name: string, table: string, item: Record<string, unknown>, condition?: object): NamedWrite => ({
  name,
  write: { Put: { TableName: table, Item: item, ...condition } },
});

/** The newest claim must be the one that was read: all openings of a feed pass here one after the other. */
const unchanged = (before: Opening['before']) =>
  before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'batchId = :read', ExpressionAttributeValues: { ':read': before.batchId } };

export type FeedTables = {
  readonly feeds: string;
  /** Where marks of idempotency go: they end by themselves there. */
  readonly cases: string;
};

/** Claims of sequences on DynamoDB. */
export const sequenceStore = (client: DynamoDBDocumentClient, tables: FeedTables): SequenceStore => ({
  head: async (feed) => {
    const item = await readItem(client, tables.feeds, headKey(feed));
    return item === undefined ? undefined : sequenceHeadRecord.parse(item);
  },
  entry: async (feed, sequence) => {
    const item = await readItem(client, tables.feeds, sequenceKey(feed, sequence));
    return item === undefined ? undefined : sequenceEntryRecord.parse(item);
  },
  open: async ({ batch, lookAt, head, before, mark }) => {
    const { batchId, feed, manifest } = batch;
    const failed = await transact(client, [
      markWrite(tables.cases, mark),
      put('batch', tables.feeds, batchItem(batch, lookAt), { ConditionExpression: 'attribute_not_exists(pk)' }),
      put('head', tables.feeds, { ...headKey(feed), ...head }, unchanged(before)),
      put('sequence', tables.feeds, { ...sequenceKey(feed, manifest.sequence), batchId, sha256: manifest.sha256 }),
    ]);
    if (failed.has(MARK)) return 'repeated';
    return failed.size === 0 ? 'opened' : 'stale';
  },
  findMark: (keyMac) => findMark(client, tables.cases, keyMac),
});
