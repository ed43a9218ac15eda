import * as z from 'zod';

/** The self-check stores nothing and reads nothing: it needs no variable of its own. */
export const env = z.object({});
export type Env = z.input<typeof env>;
