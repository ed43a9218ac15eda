import * as z from 'zod';

/** What the sealer is told by infra. */
export const env = z.object({ AUDIT_TABLE: z.string(), PARKING_QUEUE_URL: z.string() });
export type Env = z.input<typeof env>;
