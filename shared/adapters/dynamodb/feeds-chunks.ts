import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { chunkPlanRecord, chunkReceiptRecord } from '#shared/contracts/records/feeds.ts';
import type { ChunkStore } from '#shared/domain/collisions/ports.ts';
import type { ChunkReceipt } from '#shared/domain/collisions/types.ts';
import { batchKey, planKey, receiptKey } from './feeds-item.ts';
import { transact } from './transaction.ts';

const BATCH = 25;
const TRIES = 8;

type Item = Record<string, unknown>;

const pause = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));

/** At most 25 items; what the table put off is sent again. */
const putBatch = async (client: DynamoDBDocumentClient, table: string, items: readonly Item[]): Promise<void> => {
  let open = items.map((item) => ({ PutRequest: { Item: item } }));
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error('ProvisionedThroughput: a batch of writes was not finished');
    if (attempt > 0) await pause(attempt);
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: open } }));
    const left = answer.UnprocessedItems?.[table] ?? [];
    open = left.flatMap(({ PutRequest }) => (PutRequest?.Item === undefined ? [] : [{ PutRequest: { Item: PutRequest.Item } }]));
  }
};

/** All items below a batch whose sort key begins so, in its order. */
const readBelow = async (client: DynamoDBDocumentClient, table: string, batchId: string, prefix: string) => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :batch AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':batch': batchKey(batchId).pk, ':prefix': prefix },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

/** Receipt and count in one: the count rises once a receipt, whatever is repeated. */
const receiptWrites = (table: string, batchId: string, receipt: ChunkReceipt) => [
  {
    name: 'receipt',
    write: {
      Put: {
        TableName: table,
        Item: { ...receiptKey(batchId, receipt.chunk), ...receipt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  },
  {
    name: 'count',
    write: {
      Update: {
        TableName: table,
        Key: batchKey(batchId),
        UpdateExpression: 'ADD received :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  },
];

/** Plan and receipts of batches on DynamoDB. */
export const chunkStore = (client: DynamoDBDocumentClient, table: string): ChunkStore => ({
  writePlan: async (batchId, plan) => {
    for (let start = 0; start < plan.length; start += BATCH) {
      const items = plan.slice(start, start + BATCH).map((one) => ({ ...planKey(batchId, one.chunk), ...one }));
      await putBatch(client, table, items);
    }
  },
  plan: async (batchId, chunk) => {
    const key = planKey(batchId, chunk);
    const answer = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return answer.Item === undefined ? undefined : chunkPlanRecord.parse(answer.Item);
  },
  plans: async (batchId) => (await readBelow(client, table, batchId, 'PLAN#')).map((item) => chunkPlanRecord.parse(item)),
  receipts: async (batchId) =>
    (await readBelow(client, table, batchId, 'RECEIPT#')).map((item) => chunkReceiptRecord.parse(item)),
  hasReceipt: async (batchId, chunk) => {
    const key = receiptKey(batchId, chunk);
    const answer = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return answer.Item !== undefined;
  },
  putReceipt: async (batchId, receipt) => {
    const failed = await transact(client, receiptWrites(table, batchId, receipt));
    if (failed.has('count')) throw new Error('a receipt of a batch that is not there');
  },
});
