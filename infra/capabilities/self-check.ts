import type { Env } from '#functions/self-check/public-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** A public door without a right on any table, key or secret. */
export const selfCheck: Capability = (scope, { platform, gateway }) => {
  const publicHttp = door<Env>(scope, platform, {
    door: 'self-check/public-http',
    environment: {},
    errorImpact: 'Families cannot check for themselves whether help is likely.',
    runbook: 'self-check-public-http',
  });
  new HttpDoor(scope, gateway, publicHttp);
};
