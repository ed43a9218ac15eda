import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { scanStore } from '#shared/adapters/dynamodb/placements.ts';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { INTAKE_TABLE } = env.parse(process.env);

export const handler = createHandler({
  store: scanStore(documentClient(), INTAKE_TABLE),
  log: createLog('placements/public-http'),
});
