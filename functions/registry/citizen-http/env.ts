import * as z from 'zod';

/** What the citizens' door is told by infra. */
export const env = z.object({
  REGISTRY_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  INTAKE_TABLE: z.string(),
  CASES_TABLE: z.string(),
  FIELDS_KEY: z.string(),
  INTAKE_SECRET: z.string(),
  IDENTITY_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
