import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { siteFrom } from './site.ts';

// `buildWeb` puts the site beside the bundle, which is CommonJS: its folder is `__dirname` wherever it runs.
export const handler = createHandler({
  site: siteFrom(readFileSync(join(__dirname, 'site.json'), 'utf8')),
  log: createLog('pages/public-http'),
});
