import type { Env } from '#functions/reference/public-http/env.ts';
import { signInOf } from '../config.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** A public door without a right on any table, key or secret. */
export const reference: Capability = (scope, { platform, gateway }) => {
  const publicHttp = door<Env>(scope, platform, {
    door: 'reference/public-http',
    environment: { SIGN_IN: JSON.stringify(signInOf(platform.config)) },
    errorImpact: 'People cannot choose a region, and systems cannot read the contracts.',
    runbook: 'reference-public-http',
  });
  new HttpDoor(scope, gateway, publicHttp);
};
