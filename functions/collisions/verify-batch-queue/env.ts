import * as z from 'zod';

/** What the verification of files is told by infra. */
export const env = z.object({
  FEEDS_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  FILES_BUCKET: z.string(),
  CHUNKS_QUEUE_URL: z.string(),
  IDENTITY_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
