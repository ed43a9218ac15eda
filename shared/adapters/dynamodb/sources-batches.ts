import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  lastListRecord,
  leaseRecord,
  sourceBatchRecord,
  sourceHeadRecord,
  sourceSequenceRecord,
} from '#shared/contracts/records/sources.ts';
import type {
  SourceBatches,
  SourceMove,
  SourceOpening,
  SourceSequences,
  SourceWatch,
} from '#shared/domain/sources/ports.ts';
import type { Source } from '#shared/reference/words.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import {
  headKey,
  lastKey,
  leaseKey,
  sequenceKey,
  sourceBatchItem,
  sourceBatchKey,
  WAITING,
  waitingKeys,
} from './sources-item.ts';
import { type NamedWrite, transact } from './transaction.ts';

type Key = Readonly<Record<string, string>>;
type Update = NonNullable<NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Update']>;

export type SourceTables = {
  readonly feeds: string;
  /** Where marks of idempotency and messages go: they have an end and a relay there. */
  readonly cases: string;
};

const readItem = async (client: DynamoDBDocumentClient, table: string, key: Key) => {
  const answer = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return answer.Item;
};

/** The update of a move: only fields that it names, only from the statuses that it allows. */
const moveUpdate = (table: string, batchId: string, move: SourceMove): Update => {
  const waiting = move.lookAt === undefined ? {} : waitingKeys(move.lookAt, batchId);
  const set = Object.entries({ status: move.status, updatedAt: move.at, ...move.fields, ...waiting });
  const remove = move.lookAt === undefined ? ' REMOVE waitingPk, waitingSk' : '';
  const from = move.from.map((status, index) => [`:from${index}`, status] as const);
  return {
    TableName: table,
    Key: sourceBatchKey(batchId),
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

const moveBatch = async (
  client: DynamoDBDocumentClient,
  tables: SourceTables,
  batchId: string,
  move: SourceMove,
): Promise<'moved' | 'stale' | 'repeated'> => {
  const { mark, message } = move;
  const failed = await transact(client, [
    { name: 'batch', write: { Update: moveUpdate(tables.feeds, batchId, move) } },
    ...(mark === undefined ? [] : [markWrite(tables.cases, mark)]),
    ...(message === undefined ? [] : [outboxWrite(tables.cases, message)]),
  ]);
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'moved' : 'stale';
};

/** Taken from nobody, from a batch that is through, or by the one that has it already. */
const leaseWrite = (table: string, source: Source, batchId: string, from: string | undefined): NamedWrite => ({
  name: 'lease',
  write: {
    Put: {
      TableName: table,
      Item: { ...leaseKey(source), batchId },
      ConditionExpression: `attribute_not_exists(pk) OR batchId IN (:me${from === undefined ? '' : ', :from'})`,
      ExpressionAttributeValues: { ':me': batchId, ...(from === undefined ? {} : { ':from': from }) },
    },
  },
});

const put = (name: string, table: string, item: Record<string, unknown>, condition?: object): NamedWrite => ({
  name,
  write: { Put: { TableName: table, Item: item, ...condition } },
});

const readLast =
  (client: DynamoDBDocumentClient, table: string): SourceWatch['last'] =>
  async (source) => {
    const item = await readItem(client, table, lastKey(source));
    return item === undefined ? undefined : lastListRecord.parse(item);
  };

/** Lists that should come, on DynamoDB: the mark and the message in one transaction. */
export const sourceWatch = (client: DynamoDBDocumentClient, tables: SourceTables): SourceWatch => ({
  last: readLast(client, tables.feeds),
  tell: async (source, told, message) => {
    const condition = {
      ConditionExpression: 'batchId = :batch AND (attribute_not_exists(missed) OR missed <> :missed)',
      ExpressionAttributeValues: { ':batch': told.batchId, ':missed': told.missed },
    };
    const failed = await transact(client, [
      put('last', tables.feeds, { ...lastKey(source), ...told }, condition),
      outboxWrite(tables.cases, message),
    ]);
    return failed.size === 0;
  },
});

/** Batches of sources on DynamoDB. */
export const sourceBatches = (client: DynamoDBDocumentClient, tables: SourceTables): SourceBatches => ({
  find: async (batchId) => {
    const item = await readItem(client, tables.feeds, sourceBatchKey(batchId));
    return item === undefined ? undefined : sourceBatchRecord.parse(item);
  },
  move: (batchId, move) => moveBatch(client, tables, batchId, move),
  waiting: async (now, limit) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: tables.feeds,
        IndexName: 'waiting',
        KeyConditionExpression: 'waitingPk = :waiting AND waitingSk < :now',
        ExpressionAttributeValues: { ':waiting': WAITING, ':now': now },
        Limit: limit,
      }),
    );
    return (answer.Items ?? []).map(({ pk }) => String(pk).slice('SBATCH#'.length));
  },
  last: readLast(client, tables.feeds),
  rememberLast: async (source, last) => {
    await client.send(new PutCommand({ TableName: tables.feeds, Item: { ...lastKey(source), ...last } }));
  },
  forgetLast: async (source, batchId, before) => {
    const ofBatch = { ConditionExpression: 'batchId = :batch', ExpressionAttributeValues: { ':batch': batchId } };
    const key = lastKey(source);
    await transact(client, [
      before === undefined
        ? { name: 'last', write: { Delete: { TableName: tables.feeds, Key: key, ...ofBatch } } }
        : put('last', tables.feeds, { ...key, ...before }, ofBatch),
    ]);
  },
  holder: async (source) => {
    const item = await readItem(client, tables.feeds, leaseKey(source));
    return item === undefined ? undefined : leaseRecord.parse(item).batchId;
  },
  take: async (source, batchId, from) =>
    (await transact(client, [leaseWrite(tables.feeds, source, batchId, from)])).size === 0,
});

/** The newest claim must be the one that was read: all openings of a source pass here one after the other. */
const unchanged = (before: SourceOpening['before']) =>
  before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'batchId = :read', ExpressionAttributeValues: { ':read': before.batchId } };

/** Claims of the sequences of sources on DynamoDB. */
export const sourceSequences = (client: DynamoDBDocumentClient, tables: SourceTables): SourceSequences => ({
  head: async (source) => {
    const item = await readItem(client, tables.feeds, headKey(source));
    return item === undefined ? undefined : sourceHeadRecord.parse(item);
  },
  entry: async (source, sequence) => {
    const item = await readItem(client, tables.feeds, sequenceKey(source, sequence));
    return item === undefined ? undefined : sourceSequenceRecord.parse(item);
  },
  open: async ({ batch, lookAt, head, before, mark }) => {
    const { batchId, source, manifest } = batch;
    const { feeds } = tables;
    const claimed = { batchId, sha256: manifest.sha256 };
    const failed = await transact(client, [
      markWrite(tables.cases, mark),
      put('batch', feeds, sourceBatchItem(batch, lookAt), { ConditionExpression: 'attribute_not_exists(pk)' }),
      put('head', feeds, { ...headKey(source), ...head }, unchanged(before)),
      put('sequence', feeds, { ...sequenceKey(source, manifest.sequence), ...claimed }),
    ]);
    if (failed.has(MARK)) return 'repeated';
    return failed.size === 0 ? 'opened' : 'stale';
  },
  findMark: (keyMac) => findMark(client, tables.cases, keyMac),
});
