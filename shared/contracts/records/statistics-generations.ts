import * as z from 'zod';

/** `G#statistics / STATE` in the statistics table: the generation that is read, and the one that is being built. */
export const generationsRecord = z.object({
  current: z.int().min(1),
  building: z.int().min(1).exactOptional(),
  /** The highest number that was ever given out: none comes twice. */
  last: z.int().min(1),
});
