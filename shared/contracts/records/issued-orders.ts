import * as z from 'zod';
import { messages } from '../messages.ts';

/** What is read of the envelope of a `work-order.issued` by those inside who act on it. */
export const issuedOrder = z.object({
  detail: messages['work-order.issued'].pick({ type: true, subject: true }),
});
