import { httpDoor } from '#shared/edge/http.ts';
import type { PagesDeps } from './deps.ts';
import { showAsset } from './show-asset.ts';
import { showHome } from './show-home.ts';
import { showPage } from './show-page.ts';

/** The public pages, out of the function's own bundle: no right on any table, queue or bucket. */
export const createHandler = (deps: PagesDeps) =>
  httpDoor(
    'pages/public-http',
    {
      showHome: async (request) => showHome(request, deps),
      showPage: async (request) => showPage(request, deps),
      showAsset: async (request) => showAsset(request, deps),
    },
    deps.log,
  );
