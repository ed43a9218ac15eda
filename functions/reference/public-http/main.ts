import { createLog } from '#shared/edge/observability.ts';
import openApi from '../../../docs/contracts/openapi.json' with { type: 'json' };
import { createHandler } from './door.ts';
import { env } from './env.ts';

const vars = env.parse(process.env);

export const handler = createHandler({
  openApi,
  signIn: JSON.parse(vars.SIGN_IN),
  log: createLog('reference/public-http'),
});
