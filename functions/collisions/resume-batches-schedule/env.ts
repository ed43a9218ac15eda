import * as z from 'zod';

/** What the schedule is told by infra. */
export const env = z.object({
  FEEDS_TABLE: z.string(),
  FILES_BUCKET: z.string(),
  FILES_QUEUE_URL: z.string(),
  CHUNKS_QUEUE_URL: z.string(),
});
export type Env = z.input<typeof env>;
