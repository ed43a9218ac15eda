import * as z from 'zod';

/** What the officials' door of feeds is told by infra. */
export const env = z.object({
  FEEDS_TABLE: z.string(),
  CASES_TABLE: z.string(),
  FILES_BUCKET: z.string(),
  OFFICIALS_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
