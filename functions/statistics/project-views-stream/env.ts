import * as z from 'zod';

/** What the projector is told by infra. */
export const env = z.object({ STATISTICS_TABLE: z.string(), PARKING_QUEUE_URL: z.string() });
export type Env = z.input<typeof env>;
