import * as z from 'zod';

/** What the watch over lists is told by infra. */
export const env = z.object({ FEEDS_TABLE: z.string(), CASES_TABLE: z.string() });
export type Env = z.input<typeof env>;
