import { z } from 'zod';
import { feedbackOutcomes, measures, situations, urgencies, workOrderStates } from '#shared/reference/words.ts';
import { instant, text } from '../primitives.ts';
import { sealed } from './sealed.ts';

/** `WORK-ORDER#workOrderId / STATE` in the cases table. */
export const workOrderRecord = z.object({
  workOrderId: z.string(),
  state: z.enum(workOrderStates),
  regionCode: z.string(),
  urgency: z.enum(urgencies),
  situations: z.array(z.enum(situations)),
  trackingCode: z.string(),
  dueAt: instant,
  createdAt: instant,
  outcome: z.enum(feedbackOutcomes).exactOptional(),
  measures: z.array(z.enum(measures)).exactOptional(),
  personId: z.string().exactOptional(),
  timeline: z.array(
    z.object({ at: instant, kind: z.enum(['issued', 'accepted', 'feedback']), actor: z.string(), text }),
  ),
  version: z.number().int(),
  sealed,
});
export type WorkOrderRecord = z.output<typeof workOrderRecord>;
