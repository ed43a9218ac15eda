import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Engine, engineSettings } from '#scripts/engine/dynoxide.ts';
import type { LocalKeys } from '#scripts/engine/local-keys.ts';
import { ensureTable, registryIndexes } from '#scripts/engine/registry-table.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';

/** A registry on the engine, and the table of what its sources are known to have said. */
export type Registry = LocalKeys & {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly feeds: string;
};

/** Opens a registry's table with a client of its own, made where it is not there. */
export const openRegistry = async (engine: Engine, keys: LocalKeys, table = 'registry'): Promise<Registry> => {
  const client = new DynamoDBClient(engineSettings(engine.url));
  await ensureTable(client, table, registryIndexes);
  const feeds = `${table}-feeds`;
  await ensureTable(client, feeds, []);
  return { ...keys, client: documentClient(client), table, feeds };
};
