import * as z from 'zod';
import { workOrderEventKinds } from '#shared/domain/work-orders/types.ts';
import {
  closings,
  escalationLevels,
  feedbackOutcomes,
  measures,
  origins,
  situations,
  urgencies,
  workOrderStates,
} from '#shared/reference/words.ts';
import { text } from '../light-primitives.ts';
import { instant } from '../primitives.ts';
import { sealed } from './sealed.ts';

/** `WORK-ORDER#workOrderId / STATE` in the cases table. */
export const workOrderRecord = z.object({
  workOrderId: z.string(),
  state: z.enum(workOrderStates),
  regionCode: z.string(),
  urgency: z.enum(urgencies),
  situations: z.array(z.enum(situations)),
  trackingCode: z.string(),
  alsoReported: z.array(z.string()).exactOptional(),
  notUrgent: z.array(z.string()).exactOptional(),
  origin: z.enum(origins).exactOptional(),
  follows: z.string().exactOptional(),
  closedBy: z.enum(closings).exactOptional(),
  mergedInto: z.string().exactOptional(),
  issuedAs: z.string().exactOptional(),
  placementId: z.string().exactOptional(),
  reportedAt: instant.exactOptional(),
  dueAt: instant,
  dueAtOfficial: z.literal(false).exactOptional(),
  toldDueAt: instant.exactOptional(),
  extensions: z.number().int().exactOptional(),
  escalation: z.object({ level: z.enum(escalationLevels), at: instant }).exactOptional(),
  answeredBy: z.string().exactOptional(),
  createdAt: instant,
  outcome: z.enum(feedbackOutcomes).exactOptional(),
  measures: z.array(z.enum(measures)).exactOptional(),
  personId: z.string().exactOptional(),
  timeline: z.array(z.object({ at: instant, kind: z.enum(workOrderEventKinds), actor: z.string(), text })),
  version: z.number().int(),
  sealed,
});
export type WorkOrderRecord = z.output<typeof workOrderRecord>;
