import * as z from 'zod';

/** What the finder of duplicates is told by infra. */
export const env = z.object({
  REGISTRY_TABLE: z.string(),
  CASES_TABLE: z.string(),
  IDENTITY_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
