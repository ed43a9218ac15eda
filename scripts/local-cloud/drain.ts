import { DescribeTableCommand, DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MiniStack } from './ministack.ts';
import type { Deployed } from './outputs.ts';
import { rootClient } from './stage.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const isEmptyQueue = async (client: SQSClient, QueueUrl: string): Promise<boolean> => {
  const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] });
  const { Attributes = {} } = await client.send(request);
  return COUNTS.every((name) => Number(Attributes[name] ?? 0) === 0);
};

/** A scan, which only a local table bears: how many shards the outbox has is the stacks' own business. */
const isEmptyOutbox = async (client: DynamoDBClient, TableName: string): Promise<boolean> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const hash = Table?.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        FilterExpression: 'begins_with(#hash, :outbox)',
        ExpressionAttributeNames: { '#hash': hash },
        ExpressionAttributeValues: { ':outbox': { S: 'OUT#' } },
        ProjectionExpression: '#hash',
        ExclusiveStartKey: start,
      }),
    );
    if ((page.Count ?? 0) > 0) return false;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return true;
};

/**
 * Whether nothing is under way inside: every stream is read, no message waits for one of our functions, every outbox is
 * empty. Cheap looks first. What waits for a region or a department does not count.
 */
export const isDrained = async (ministack: MiniStack, deployed: Deployed): Promise<boolean> => {
  if ((await ministack.streamLag()) > 0) return false;
  const settings = rootClient(ministack.url);
  const sqs = new SQSClient(settings);
  for (const url of Object.values(deployed.workQueues)) if (!(await isEmptyQueue(sqs, url))) return false;
  const dynamo = new DynamoDBClient(settings);
  for (const table of deployed.outboxTables) if (!(await isEmptyOutbox(dynamo, table))) return false;
  // A queue's function may have written meanwhile.
  return (await ministack.streamLag()) === 0;
};

/** Looks again and again; `false` when it still is not so at the end of the time. */
export const waitUntil = async (holds: () => Promise<boolean>, withinMs: number): Promise<boolean> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};
