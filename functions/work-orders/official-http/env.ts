import * as z from 'zod';

/** What the officials' door of work orders is told by infra. */
export const env = z.object({
  INTAKE_TABLE: z.string(),
  CASES_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  FIELDS_KEY: z.string(),
  OFFICIALS_SECRET: z.string(),
  IDENTITY_SECRET: z.string(),
});
export type Env = z.input<typeof env>;
