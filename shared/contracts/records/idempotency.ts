import * as z from 'zod';

/** `IDEM#keyMac / MARK` in the table of the change. */
export const idempotencyMark = z.object({
  keyMac: z.string(),
  bodyMac: z.string(),
  answer: z.record(z.string(), z.union([z.string(), z.number()])),
  expiresAt: z.number().int().describe('Time-to-live, epoch seconds'),
});
