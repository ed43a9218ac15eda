import { httpDoor } from '#shared/edge/http.ts';
import type { Log } from '#shared/edge/observability.ts';
import { getOpenApi } from './get-open-api.ts';
import { listRegions } from './list-regions.ts';

export type Deps = {
  /** The generated OpenAPI document. */
  readonly openApi: unknown;
  readonly log: Log;
};

/** Reference data and the contract, for everybody. */
export const createHandler = ({ openApi, log }: Deps) =>
  httpDoor('reference/public-http', { listRegions, getOpenApi: getOpenApi(openApi) }, log);
