import { randomUUID } from 'node:crypto';
import {
  type ConsumedCapacity,
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  type GlobalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, inject } from 'vitest';
import type { TableIndex } from '#infra/constructs/table.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';

export type TestTable = { readonly table: string; readonly client: DynamoDBDocumentClient };

const address = inject('dynoxide');
const missing = 'missing' in address ? address.missing : undefined;

/** A `describe` of tests that need a DynamoDB engine: skipped, and saying why, where the machine has none. */
export const describeOnDynoxide = (name: string, tests: () => void): void => {
  describe.skipIf(missing !== undefined)(missing === undefined ? name : `${name} (${missing})`, tests);
};

/** Settings of a client of the engine. */
export const dynoxideSettings = (): DynamoDBClientConfig => {
  if (!('url' in address)) throw new Error(address.missing);
  return {
    endpoint: address.url,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 3,
  };
};

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const secondaryIndex = ({ name, partition, sort, carries }: TableIndex): GlobalSecondaryIndex => ({
  IndexName: name,
  KeySchema: keySchema(partition, sort),
  Projection:
    carries === undefined
      ? { ProjectionType: 'KEYS_ONLY' }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] },
});

/** A fresh, empty table with keys and indexes like those of infra/stacks/data.ts; several in one test are fine. */
export const createTable = async ({ indexes = [] }: { indexes?: readonly TableIndex[] } = {}): Promise<TestTable> => {
  const table = `test-${randomUUID()}`;
  const client = new DynamoDBClient(dynoxideSettings());
  const names = new Set(['pk', 'sk', ...indexes.flatMap(({ partition, sort }) => [partition, sort])]);
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes.map(secondaryIndex) }),
    }),
  );
  return { table, client: documentClient(client) };
};

export type Units = { readonly read: number; readonly write: number };

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

/** Adds up the capacity that the engine reports for a client's calls from now on; its sums are those of AWS. */
export const meterOf = (client: DynamoDBDocumentClient): { readonly units: () => Units } => {
  const sum = { read: 0, write: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
      const kind = READS.test(context.commandName ?? '') ? 'read' : 'write';
      for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat()) sum[kind] += CapacityUnits;
      return answer;
    },
    { step: 'initialize', name: 'meter', override: true },
  );
  return { units: () => ({ ...sum }) };
};
