import * as z from 'zod';

/** What the auditors' door is told by infra. */
export const env = z.object({ AUDIT_TABLE: z.string(), OFFICIALS_SECRET: z.string() });
export type Env = z.input<typeof env>;
