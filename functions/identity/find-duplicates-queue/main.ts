import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { duplicateFinder } from '#shared/adapters/dynamodb/duplicate-finder.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { REGISTRY_TABLE, CASES_TABLE, IDENTITY_SECRET } = env.parse(process.env);

export const handler = createHandler({
  finder: duplicateFinder({
    client: documentClient(),
    tables: { registry: REGISTRY_TABLE, cases: CASES_TABLE },
    opener: fieldOpener(new KMSClient()),
    tokens: idKeys(secretKeys(new SecretsManagerClient(), IDENTITY_SECRET)),
  }),
  clock: () => new Date(),
  log: createLog('identity/find-duplicates-queue'),
});
