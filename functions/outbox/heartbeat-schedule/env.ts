import * as z from 'zod';

/** What the heartbeat is told by infra. */
export const env = z.object({ BUS_NAME: z.string() });
export type Env = z.input<typeof env>;
