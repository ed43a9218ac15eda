import { httpDoor } from '#shared/edge/http.ts';
import type { Log } from '#shared/edge/observability.ts';
import { getOpenApi } from './get-open-api.ts';
import { getSignIn } from './get-sign-in.ts';
import { listRegions } from './list-regions.ts';

export type Deps = {
  /** The generated OpenAPI document. */
  readonly openApi: unknown;
  /** Where people sign in, from the stage. */
  readonly signIn: unknown;
  readonly log: Log;
};

/** Reference data and the contract, for everybody. */
export const createHandler = ({ openApi, signIn, log }: Deps) =>
  httpDoor(
    'reference/public-http',
    { listRegions, getOpenApi: getOpenApi(openApi), getSignIn: getSignIn(signIn) },
    log,
  );
