import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  closingsRecord,
  sourcePlanRecord,
  sourceReceiptRecord,
  undoRecord,
} from '#shared/contracts/records/sources.ts';
import type { BatchStatus } from '#shared/domain/collisions/types.ts';
import type { SourceParts } from '#shared/domain/sources/ports.ts';
import type { BatchPass, SourceReceipt } from '#shared/domain/sources/types.ts';
import {
  closingsKey,
  planKey,
  receiptKey,
  receiptPrefix,
  sourceBatchKey,
  undoKey,
  undoPrefix,
} from './sources-item.ts';
import { type NamedWrite, putNew, transact } from './transaction.ts';

/** Items of a plan that are written in one transaction. */
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
        ExpressionAttributeValues: { ':batch': sourceBatchKey(batchId).pk, ':prefix': prefix },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

/** The batch stays as it is, or nothing is written with it. */
const stillVerified = (table: string, batchId: string): NamedWrite => ({
  name: 'batch',
  write: {
    Update: {
      TableName: table,
      Key: sourceBatchKey(batchId),
      UpdateExpression: 'SET #status = :verifying',
      ConditionExpression: '#status = :verifying',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':verifying': 'verifying' satisfies BatchStatus },
    },
  },
});

/** Writes a plan's items as long as the batch is verified: a second verification may be slower than the first. */
const putPlan = async (
  client: DynamoDBDocumentClient,
  table: string,
  batchId: string,
  items: readonly Item[],
): Promise<void> => {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const some = items.slice(start, start + AT_ONCE);
    const puts = some.map((Item, index) => ({ name: `item ${index}`, write: { Put: { TableName: table, Item } } }));
    const failed = await transact(client, [stillVerified(table, batchId), ...puts]);
    if (failed.size > 0) return;
  }
};

/** Receipt and count in one: the count rises once a receipt, whatever is repeated. */
const receiptWrites = (table: string, batchId: string, pass: BatchPass, receipt: SourceReceipt) => [
  putNew('receipt', table, { ...receiptKey(batchId, pass, receipt.chunk), ...receipt }),
  {
    name: 'count',
    write: {
      Update: {
        TableName: table,
        Key: sourceBatchKey(batchId),
        UpdateExpression: 'ADD received :one',
        ConditionExpression: '#pass = :pass',
        ExpressionAttributeNames: { '#pass': 'pass' },
        ExpressionAttributeValues: { ':one': 1, ':pass': pass },
      },
    },
  },
];

/** Plan, closings, receipts and the way back of batches on DynamoDB. */
export const sourceParts = (client: DynamoDBDocumentClient, table: string): SourceParts => {
  const read = async (key: Readonly<Record<string, string>>): Promise<Item | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  return {
    writePlan: async (batchId, plan, closings) => {
      const rows = plan.map((one) => ({ ...planKey(batchId, one.chunk), ...one }));
      const first = plan.length;
      const parts = closings.map((part, index) => ({ ...closingsKey(batchId, first + index), closings: part }));
      await putPlan(client, table, batchId, [...rows, ...parts]);
    },
    plan: async (batchId, chunk) => {
      const item = await read(planKey(batchId, chunk));
      return item === undefined ? undefined : sourcePlanRecord.parse(item);
    },
    plans: async (batchId) =>
      (await readBelow(client, table, batchId, 'PLAN#')).map((item) => sourcePlanRecord.parse(item)),
    closings: async (batchId, chunk) => {
      const item = await read(closingsKey(batchId, chunk));
      return item === undefined ? [] : closingsRecord.parse(item).closings;
    },
    undoOf: async (batchId, chunk) =>
      (await readBelow(client, table, batchId, undoPrefix(chunk))).map((item) => undoRecord.parse(item)),
    wayBack: async (batchId, chunk, sourceKey) => {
      const item = await read(undoKey(batchId, chunk, sourceKey));
      return item === undefined ? undefined : undoRecord.parse(item);
    },
    receipts: async (batchId, pass) =>
      (await readBelow(client, table, batchId, receiptPrefix(pass))).map((item) => sourceReceiptRecord.parse(item)),
    hasReceipt: async (batchId, pass, chunk) => (await read(receiptKey(batchId, pass, chunk))) !== undefined,
    putReceipt: async (batchId, pass, receipt) => {
      const failed = await transact(client, receiptWrites(table, batchId, pass, receipt));
      if (failed.has('count') && !failed.has('receipt')) throw new Error('a receipt of a pass that is not on');
    },
  };
};
