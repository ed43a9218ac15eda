import * as z from 'zod';

/** Everything else that this function answers is in its bundle. */
export const env = z.object({
  /** Where people sign in: the answer of `GET /v1/sign-in` as JSON. */
  SIGN_IN: z.string().min(2),
});
export type Env = z.input<typeof env>;
