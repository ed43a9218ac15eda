import * as z from 'zod';

/** What the schedule is told by infra. */
export const env = z.object({ CASES_TABLE: z.string() });
export type Env = z.input<typeof env>;
