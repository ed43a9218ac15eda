import { z } from 'zod';

/** What the public pages are told by infra: nothing, they carry all they need. */
export const env = z.object({});
export type Env = z.input<typeof env>;
