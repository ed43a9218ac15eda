import * as z from 'zod';

/** What the public door of discovery is told by infra. */
export const env = z.object({
  INTAKE_TABLE: z.string(),
  CASES_TABLE: z.string(),
  FIELDS_KEY: z.string(),
  INTAKE_SECRET: z.string(),
  /** Which quotas of the policy pack hold: those of stage local let a laptop try load. */
  QUOTAS: z.enum(['standard', 'local']),
});
export type Env = z.input<typeof env>;
