import * as z from 'zod';

/** What the schedule is told by infra. */
export const env = z.object({ REGISTRY_TABLE: z.string() });
export type Env = z.input<typeof env>;
