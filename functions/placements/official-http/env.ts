import * as z from 'zod';

/** What the officials' door of placements is told by infra. */
export const env = z.object({
  INTAKE_TABLE: z.string(),
  OFFICIALS_SECRET: z.string(),
  /** What codes begin with; `request`: the address that the request came to (stage local, which has no name of its own). */
  PAGES_URL: z.union([z.literal('request'), z.url({ protocol: /^https$/ })]),
});
export type Env = z.input<typeof env>;
