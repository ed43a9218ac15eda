import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { alertStore } from '#shared/adapters/dynamodb/alerts.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { CASES_TABLE, AUDIT_TABLE, FIELDS_KEY, OFFICIALS_SECRET } = env.parse(process.env);
const client = documentClient();
const officials = secretKeys(new SecretsManagerClient(), OFFICIALS_SECRET);
const clock = () => new Date();
const { retention } = policyFor(shanghaiDay(clock()));

export const handler = createHandler({
  store: alertStore({
    client,
    table: CASES_TABLE,
    sealer: fieldSealer(new KMSClient(), FIELDS_KEY),
    keepDays: retention.alert.value,
  }),
  audit: auditLog({ client, table: AUDIT_TABLE, keepDays: retention.audit.value }),
  clock,
  newMessageId,
  macs: {
    idempotency: idempotencyMac(officials),
    cursor: async (text) => (await officials.mac('cursor'))(text),
  },
  log: createLog('alerts/official-http'),
});
