import * as z from 'zod';

/** What the inbox is told by infra. */
export const env = z.object({
  FEEDS_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  IDENTITY_SECRET: z.string(),
  FIELDS_KEY: z.string(),
});
export type Env = z.input<typeof env>;
