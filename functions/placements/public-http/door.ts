import { httpDoor } from '#shared/edge/http.ts';
import type { ScanDeps } from './deps.ts';
import { getPlacement } from './get-placement.ts';
import { openPlacement } from './open-placement.ts';

/** Where a scanned code comes in: it counts scans and tells where a code hangs; it lists nothing. */
export const createHandler = (deps: ScanDeps) =>
  httpDoor(
    'placements/public-http',
    {
      openPlacement: (request) => openPlacement(request, deps),
      getPlacement: (request) => getPlacement(request, deps),
    },
    deps.log,
  );
