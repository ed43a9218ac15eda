import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { factMac } from '#shared/adapters/crypto/fact-mac.ts';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { engineSettings, startDynoxide } from '../engine/dynoxide.ts';
import { localKeys } from '../engine/local-keys.ts';
import { ensureTable, registryIndexes } from '../engine/registry-table.ts';
import { rootClient } from '../local-cloud/stage.ts';
import type { ImportTarget } from './import.ts';

/** A registry to import into, and what has to be done when that is over. */
export type OpenTarget = { readonly target: ImportTarget; readonly close: () => Promise<void> };

const TABLE = 'registry';
const FEEDS = 'feeds';

/** The engine on a database file in the folder, with keys beside it. */
export const engineTarget = async (folder: string): Promise<OpenTarget> => {
  const file = join(folder, 'registry.db');
  const engine = await startDynoxide(file);
  const client = new DynamoDBClient(engineSettings(engine.url));
  await ensureTable(client, TABLE, registryIndexes);
  await ensureTable(client, FEEDS, []);
  const { sealer, tokens, factMac } = await localKeys(join(folder, 'keys.json'));
  return {
    target: {
      name: `dynoxide ${file}`,
      client: documentClient(client),
      table: TABLE,
      feeds: FEEDS,
      sealer,
      tokens,
      factMac,
    },
    close: engine.stop,
  };
};

const endpointsFile = z.object({
  aws: z.url(),
  tables: z.object({ registry: z.string(), feeds: z.string() }),
  keys: z.object({ fields: z.string() }),
  secrets: z.object({ identity: z.string() }),
});

/** The registry of the running local cloud; `endpoint` instead of the one that its file names. */
export const localCloudTarget = async (endpoints: string, endpoint?: string): Promise<OpenTarget> => {
  const text = await readFile(endpoints, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Error(`There is no ${endpoints}: start the local cloud with "npm start", or name --engine dynoxide.`);
  }
  const { aws, tables, keys, secrets } = endpointsFile.parse(JSON.parse(text));
  const settings = rootClient(endpoint ?? aws);
  const identityKeys = secretKeys(new SecretsManagerClient(settings), secrets.identity);
  return {
    target: {
      name: `${settings.endpoint} ${tables.registry}`,
      client: documentClient(new DynamoDBClient({ ...settings, maxAttempts: 5 })),
      table: tables.registry,
      feeds: tables.feeds,
      sealer: fieldSealer(new KMSClient(settings), keys.fields),
      tokens: idKeys(identityKeys),
      factMac: factMac(identityKeys),
    },
    close: () => Promise.resolve(),
  };
};
