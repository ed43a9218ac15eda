import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { chunkPlanRecord, chunkReceiptRecord } from '#shared/contracts/records/feeds.ts';
import type { ChunkStore } from '#shared/domain/collisions/ports.ts';
import type { ChunkReceipt } from '#shared/domain/collisions/types.ts';
import { batchKey, planKey, receiptKey } from './feeds-item.ts';
import { transact } from './transaction.ts';

/** Parts of a plan that are written at the same time. */
const AT_ONCE = 25;

type Item = Record<string, unknown>;

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
    for (let start = 0; start < plan.length; start += AT_ONCE) {
      const items = plan.slice(start, start + AT_ONCE).map((one) => ({ ...planKey(batchId, one.chunk), ...one }));
      await Promise.all(items.map((Item) => client.send(new PutCommand({ TableName: table, Item }))));
    }
  },
  plan: async (batchId, chunk) => {
    const key = planKey(batchId, chunk);
    const answer = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return answer.Item === undefined ? undefined : chunkPlanRecord.parse(answer.Item);
  },
  plans: async (batchId) =>
    (await readBelow(client, table, batchId, 'PLAN#')).map((item) => chunkPlanRecord.parse(item)),
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
