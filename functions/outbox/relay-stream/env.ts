import * as z from 'zod';

/** What the relay is told by infra. */
export const env = z.object({ BUS_NAME: z.string(), PARKING_QUEUE_URL: z.string() });
export type Env = z.input<typeof env>;
