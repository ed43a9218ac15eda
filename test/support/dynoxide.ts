import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, inject } from 'vitest';
import type { TableIndex } from '#infra/constructs/table.ts';
import { engineSettings } from '#scripts/engine/dynoxide.ts';
import { meterOf as meter } from '#scripts/engine/meter.ts';
import { ensureTable } from '#scripts/engine/registry-table.ts';
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
  return engineSettings(address.url);
};

/** A fresh, empty table with keys and indexes like those of infra/stacks/data.ts; several in one test are fine. */
export const createTable = async ({ indexes = [] }: { indexes?: readonly TableIndex[] } = {}): Promise<TestTable> => {
  const table = `test-${randomUUID()}`;
  const client = new DynamoDBClient(dynoxideSettings());
  await ensureTable(client, table, indexes);
  return { table, client: documentClient(client) };
};

/** Adds up the capacity that the engine reports for a client's calls from now on. */
export const meterOf = meter;
