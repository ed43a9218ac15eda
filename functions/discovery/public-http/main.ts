import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { proofDesk } from '#shared/adapters/crypto/proofs.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { trackingSecrets } from '#shared/adapters/crypto/tracking.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { scanStore } from '#shared/adapters/dynamodb/placements.ts';
import { quotaCounter } from '#shared/adapters/dynamodb/quota.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { INTAKE_TABLE, CASES_TABLE, FIELDS_KEY, INTAKE_SECRET, QUOTAS } = env.parse(process.env);
const keys = secretKeys(new SecretsManagerClient(), INTAKE_SECRET);
const sealer = fieldSealer(new KMSClient(), FIELDS_KEY);

const client = documentClient();

const quotasAt = (now: Date) => {
  const { perAddress, perPlacement, softPerAddress, softPerPlacement } = policyFor(shanghaiDay(now)).quotas[QUOTAS];
  return {
    perAddress: perAddress.value,
    perPlacement: perPlacement.value,
    softPerAddress: softPerAddress.value,
    softPerPlacement: softPerPlacement.value,
  };
};

const proofAt = (now: Date) => {
  const { numbers, minutes } = policyFor(shanghaiDay(now)).proof;
  return { numbers: numbers.value, minutes: minutes.value };
};

export const handler = createHandler({
  store: intakeStore(client, { intake: INTAKE_TABLE, cases: CASES_TABLE }, sealer),
  quotas: quotaCounter(client, INTAKE_TABLE),
  placements: scanStore(client, INTAKE_TABLE),
  quotasAt,
  proofs: proofDesk(keys, proofAt),
  clock: () => new Date(),
  newIds: () => ({ trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() }),
  policyAt: (now) => policyFor(shanghaiDay(now)),
  mac: idempotencyMac(keys),
  tracking: trackingSecrets(keys),
  log: createLog('discovery/public-http'),
});
