import * as z from 'zod';

/** What the public door of placements is told by infra. */
export const env = z.object({ INTAKE_TABLE: z.string() });
export type Env = z.input<typeof env>;
