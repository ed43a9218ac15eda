import * as z from 'zod';

/** What the merging of reports is told by infra. */
export const env = z.object({ CASES_TABLE: z.string(), IDENTITY_SECRET: z.string() });
export type Env = z.input<typeof env>;
