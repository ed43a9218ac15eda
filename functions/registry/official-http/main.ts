import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { caseLines } from '#shared/adapters/dynamodb/case-lines.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { nameSearch } from '#shared/adapters/dynamodb/registry-names.ts';
import { registryStore } from '#shared/adapters/dynamodb/registry-store.ts';
import { timelineReader } from '#shared/adapters/dynamodb/timeline.ts';
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
const opener = fieldOpener(kms);
const table = vars.REGISTRY_TABLE;
const people = { client, table, opener, tokens: idKeys(secretKeys(secrets, vars.IDENTITY_SECRET)) };
const clock = () => new Date();

export const handler = createHandler({
  registry: registryReader(people),
  names: nameSearch(people),
  store: registryStore({ client, table, opener, sealer: fieldSealer(kms, vars.FIELDS_KEY) }),
  timeline: timelineReader(client, table),
  contributions: [caseLines(client, vars.CASES_TABLE)],
  audit: auditLog({ client, table: vars.AUDIT_TABLE, keepDays: policyFor(shanghaiDay(clock())).retention.audit.value }),
  policyAt: (now) => policyFor(shanghaiDay(now)).registry,
  clock,
  newId,
  newMessageId,
  mac: idempotencyMac(officials),
  log: createLog('registry/official-http'),
});
