import type { Log } from '#shared/edge/observability.ts';
import type { Site } from './site.ts';

/** What the pages work with: the site out of the bundle, and no right on anything. */
export type PagesDeps = { readonly site: Site; readonly log: Log };
