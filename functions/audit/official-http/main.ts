import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { auditReader } from '#shared/adapters/dynamodb/audit-reader.ts';
import { verificationStore } from '#shared/adapters/dynamodb/audit-verification.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { newId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { AUDIT_TABLE, OFFICIALS_SECRET } = env.parse(process.env);
const client = documentClient();
const officials = secretKeys(new SecretsManagerClient(), OFFICIALS_SECRET);
const clock = () => new Date();
const store = { client, table: AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value };

export const handler = createHandler({
  reader: auditReader(client, AUDIT_TABLE),
  verifications: verificationStore(store),
  audit: auditLog(store),
  newId,
  clock,
  mac: idempotencyMac(officials),
  log: createLog('audit/official-http'),
});
