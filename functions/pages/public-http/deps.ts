import type { Log } from '#shared/edge/observability.ts';
import type { Site } from './site.ts';

/** What the pages work with: the site out of the bundle, and no right on anything. */
export type PagesDeps = {
  readonly site: Site;
  /** By the name of a page whose people sign in: the origin of their issuer. */
  readonly issuers: Readonly<Record<string, string>>;
  readonly log: Log;
};
