import * as z from 'zod';

/** What the officials' door of the statistics is told by infra. */
export const env = z.object({ STATISTICS_TABLE: z.string() });
export type Env = z.input<typeof env>;
