import * as z from 'zod';

/** What the sweep is told by infra. */
export const env = z.object({
  BUS_NAME: z.string(),
  /** Names of the tables that hold an outbox, separated by commas. */
  OUTBOX_TABLES: z.string(),
});
export type Env = z.input<typeof env>;
