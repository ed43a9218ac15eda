import type { Env } from '#functions/pages/public-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** A public door without a right on any table, key or secret. */
export const pages: Capability = (scope, { platform, gateway }) => {
  const publicHttp = door<Env>(scope, platform, {
    door: 'pages/public-http',
    environment: {
      OFFICIALS_ORIGIN: new URL(platform.config.officials.tokenEndpoint).origin,
      CITIZENS_ORIGIN: new URL(platform.config.citizens.tokenEndpoint).origin,
    },
    errorImpact: 'The public pages are down: nobody can report or check with a phone.',
    runbook: 'pages-public-http',
  });
  new HttpDoor(scope, gateway, publicHttp);
};
