import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { duplicateFinder } from '#shared/adapters/dynamodb/duplicate-finder.ts';
import { identityStore } from '#shared/adapters/dynamodb/identity.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { REGISTRY_TABLE, CASES_TABLE, AUDIT_TABLE, FIELDS_KEY, OFFICIALS_SECRET, IDENTITY_SECRET } = env.parse(
  process.env,
);
const client = documentClient();
const secrets = new SecretsManagerClient();
const kms = new KMSClient();
const officials = secretKeys(secrets, OFFICIALS_SECRET);
const tokens = idKeys(secretKeys(secrets, IDENTITY_SECRET));
const opener = fieldOpener(kms);
const tables = { registry: REGISTRY_TABLE, cases: CASES_TABLE };
const clock = () => new Date();

export const handler = createHandler({
  store: identityStore({ client, tables, opener, tokens, sealer: fieldSealer(kms, FIELDS_KEY) }),
  finder: duplicateFinder({ client, tables, opener, tokens }),
  registry: registryReader({ client, table: REGISTRY_TABLE, opener, tokens }),
  audit: auditLog({ client, table: AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value }),
  policy: (now) => policyFor(shanghaiDay(now)).registry,
  clock,
  newId,
  newMessageId,
  macs: {
    idempotency: idempotencyMac(officials),
    cursor: async (text) => (await officials.mac('cursor'))(text),
  },
  log: createLog('identity/official-http'),
});
