import { z } from 'zod';

/** Everything that this function answers is in its bundle. */
export const env = z.object({});
export type Env = z.input<typeof env>;
