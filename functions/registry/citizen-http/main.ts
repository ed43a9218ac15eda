import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { trackingSecrets } from '#shared/adapters/crypto/tracking.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { auditReader } from '#shared/adapters/dynamodb/audit-reader.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { linkedOrders } from '#shared/adapters/dynamodb/linked-orders.ts';
import { registryMatcher, registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { timelineReader } from '#shared/adapters/dynamodb/timeline.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);
const { REGISTRY_TABLE, AUDIT_TABLE, INTAKE_TABLE, CASES_TABLE } = vars;
const client = documentClient();
const kms = new KMSClient();
const secrets = new SecretsManagerClient();
const intakeKeys = secretKeys(secrets, vars.INTAKE_SECRET);
const tokens = idKeys(secretKeys(secrets, vars.IDENTITY_SECRET));
const clock = () => new Date();

export const handler = createHandler({
  registry: registryReader({ client, table: REGISTRY_TABLE, opener: fieldOpener(kms), tokens }),
  households: registryMatcher(client, REGISTRY_TABLE, tokens),
  timeline: timelineReader(client, REGISTRY_TABLE),
  linkedOrders: linkedOrders(client, CASES_TABLE),
  reader: auditReader(client, AUDIT_TABLE),
  audit: auditLog({ client, table: AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value }),
  intake: intakeStore(client, { intake: INTAKE_TABLE, cases: CASES_TABLE }, fieldSealer(kms, vars.FIELDS_KEY)),
  policyAt: (now) => policyFor(shanghaiDay(now)),
  newIds: () => ({ trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() }),
  trackingSecretOf: trackingSecrets(intakeKeys).secretOf,
  mac: idempotencyMac(intakeKeys),
  clock,
  log: createLog('registry/citizen-http'),
});
