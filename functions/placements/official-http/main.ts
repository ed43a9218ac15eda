import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { idempotencyMac } from '#shared/adapters/crypto/idempotency-mac.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { placementStore } from '#shared/adapters/dynamodb/placements.ts';
import { qrCodes } from '#shared/adapters/qr-code.ts';
import { newId } from '#shared/adapters/random.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';
import { pagesUrlOf } from './pages-url.ts';

const { INTAKE_TABLE, OFFICIALS_SECRET, PAGES_URL } = env.parse(process.env);
const officials = secretKeys(new SecretsManagerClient(), OFFICIALS_SECRET);

export const handler = createHandler({
  store: placementStore(documentClient(), INTAKE_TABLE),
  codes: qrCodes,
  pagesUrl: pagesUrlOf(PAGES_URL),
  clock: () => new Date(),
  newId,
  mac: idempotencyMac(officials),
  log: createLog('placements/official-http'),
});
