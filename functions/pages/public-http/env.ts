import * as z from 'zod';

/** The pages carry all they need, but for where their people sign in. */
export const env = z.object({
  /** Origins of the issuers' token endpoints, which the staff's and the citizens' page may call. */
  OFFICIALS_ORIGIN: z.url(),
  CITIZENS_ORIGIN: z.url(),
});
export type Env = z.input<typeof env>;
