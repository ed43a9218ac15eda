import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '#shared/edge/observability.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';
import { siteFrom } from './site.ts';

const vars = env.parse(process.env);

// `buildWeb` puts the site beside the bundle, which is CommonJS: its folder is `__dirname` wherever it runs.
export const handler = createHandler({
  site: siteFrom(readFileSync(join(__dirname, 'site.json'), 'utf8')),
  issuers: { staff: vars.OFFICIALS_ORIGIN, 'my-data': vars.CITIZENS_ORIGIN },
  log: createLog('pages/public-http'),
});
