import * as z from 'zod';

/** What the officials' door of alerts is told by infra. */
export const env = z.object({
  CASES_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  FIELDS_KEY: z.string(),
  OFFICIALS_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
