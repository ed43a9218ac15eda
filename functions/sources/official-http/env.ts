import * as z from 'zod';

/** What the officials' door of sources is told by infra. */
export const env = z.object({
  FEEDS_TABLE: z.string(),
  CASES_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  FILES_BUCKET: z.string(),
  FILES_QUEUE_URL: z.string(),
  CHUNKS_QUEUE_URL: z.string(),
  OFFICIALS_SECRET: z.string(),
  IDENTITY_SECRET: z.string(),
  FIELDS_KEY: z.string(),
});
export type Env = z.input<typeof env>;
