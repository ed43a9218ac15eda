import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener } from '#shared/adapters/crypto/field-cipher.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { mergeStore } from '#shared/adapters/dynamodb/merge-store.ts';
import { newMessageId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { CASES_TABLE, IDENTITY_SECRET } = env.parse(process.env);
const keys = secretKeys(new SecretsManagerClient(), IDENTITY_SECRET);
/** A purpose of its own: the tokens of cases tell nothing about those of the registry. */
const PURPOSE = 'work-order-subject';

export const handler = createHandler({
  store: mergeStore({
    client: documentClient(),
    tables: { cases: CASES_TABLE },
    opener: fieldOpener(new KMSClient()),
  }),
  tokensOf: async (subject) => {
    const macs = [await keys.mac(PURPOSE), ...(await keys.formerMacs(PURPOSE))];
    return macs.map((mac) => mac(subject));
  },
  keepDaysAt: (now) => policyFor(shanghaiDay(now)).retention['unfounded-report'].value,
  clock: () => new Date(),
  newMessageId,
  log: createLog('work-orders/merge-reports-queue'),
});
