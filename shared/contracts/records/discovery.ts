import * as z from 'zod';
import { publicResults, publicStatuses, situations, urgencies } from '#shared/reference/words.ts';
import { text } from '../light-primitives.ts';
import { instant } from '../primitives.ts';

/** `REPORT#trackingCode / STATE` in the intake table: a report as the public sees it. */
export const reportRecord = z.object({
  trackingCode: z.string(),
  workOrderId: z.string(),
  regionCode: z.string(),
  status: z.enum(publicStatuses),
  result: z.enum(publicResults).exactOptional(),
  timeline: z.array(z.object({ at: instant, code: z.string(), text })),
  dueAt: instant,
  dueAtOfficial: z.literal(false).exactOptional(),
  urgency: z.enum(urgencies).exactOptional(),
  situations: z.array(z.enum(situations)).exactOptional(),
  objected: z.literal(true).exactOptional(),
  createdAt: instant,
  version: z.number().int(),
});
