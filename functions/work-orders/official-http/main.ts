import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { readPersonRecord, registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { workOrderStore } from '#shared/adapters/dynamodb/work-orders.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const client = documentClient();
const kms = new KMSClient();
const secrets = new SecretsManagerClient();
const officials = secretKeys(secrets, vars.OFFICIALS_SECRET);
const tokens = idKeys(secretKeys(secrets, vars.IDENTITY_SECRET));
const opener = fieldOpener(kms);
const clock = () => new Date();

export const handler = createHandler({
  store: workOrderStore({
    client,
    tables: { intake: vars.INTAKE_TABLE, cases: vars.CASES_TABLE },
    opener,
    people: {
      client,
      table: vars.REGISTRY_TABLE,
      sealer: fieldSealer(kms, vars.FIELDS_KEY),
      tokens,
      sealedOf: async (personId) => (await readPersonRecord(client, vars.REGISTRY_TABLE, personId))?.sealed,
    },
  }),
  registry: registryReader({ client, table: vars.REGISTRY_TABLE, opener, tokens }),
  audit: auditLog({ client, table: vars.AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value }),
  clock,
  policyAt: (now) => policyFor(shanghaiDay(now)),
  newId,
  newMessageId,
  mac: idempotencyMac(officials),
  log: createLog('work-orders/official-http'),
});
