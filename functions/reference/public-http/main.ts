import { createLog } from '#shared/edge/observability.ts';
import openApi from '../../../docs/contracts/openapi.json' with { type: 'json' };
import { createHandler } from './door.ts';

export const handler = createHandler({ openApi, log: createLog('reference/public-http') });
