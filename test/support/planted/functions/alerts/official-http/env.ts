import { z } from 'zod';

export const env = z.object({ TABLE: z.string() });
export type Env = z.infer<typeof env>;
