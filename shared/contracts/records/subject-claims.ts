import * as z from 'zod';

/** `SUBJECT#token / OPEN#county` in the cases table: the open order of a person in a county. */
export const subjectClaimRecord = z.object({
  workOrderId: z.string(),
  expiresAt: z.number().int().describe('Time-to-live, epoch seconds'),
});
