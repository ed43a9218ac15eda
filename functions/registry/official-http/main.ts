import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { REGISTRY_TABLE, AUDIT_TABLE, OFFICIALS_SECRET, IDENTITY_SECRET } = env.parse(process.env);
const client = documentClient();
const secrets = new SecretsManagerClient();
const officials = secretKeys(secrets, OFFICIALS_SECRET);
const clock = () => new Date();

export const handler = createHandler({
  registry: registryReader({
    client,
    table: REGISTRY_TABLE,
    opener: fieldOpener(new KMSClient()),
    tokens: idKeys(secretKeys(secrets, IDENTITY_SECRET)),
  }),
  audit: auditLog({ client, table: AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value }),
  clock,
  mac: async (text) => (await officials.mac('idempotency'))(text),
  log: createLog('registry/official-http'),
});
