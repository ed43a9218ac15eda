import * as z from 'zod';
import {
  closings,
  escalationLevels,
  feedbackOutcomes,
  measures,
  origins,
  purposes,
  relations,
  situations,
  urgencies,
  workOrderStates,
} from '#shared/reference/words.ts';
import { day, localRegionCode, regionCode } from './light-primitives.ts';
import { cursor, freeText, idNumber, instant, limit, opaqueId, personName, timelineItem } from './primitives.ts';

/** Query of `GET /v1/work-orders`. */
export const workOrderQuery = z
  .strictObject({
    regionCode: z
      .optional(regionCode)
      .meta({ description: 'A region within your own; what lies below it is included' }),
    state: z.enum([...workOrderStates, 'open']).default('open'),
    dueBefore: instant.optional().meta({ description: 'Open ones that are due before this instant' }),
    from: z.optional(day).meta({ description: 'Closed ones issued on this Shanghai day or later' }),
    to: z.optional(day),
    limit,
    cursor: cursor.optional(),
  })
  .meta({ id: 'WorkOrderQuery' });

/** Query of `GET /v1/work-orders/{workOrderId}`. */
export const purposeQuery = z.strictObject({
  purpose: z
    .enum(purposes)
    .optional()
    .meta({ description: 'Why the fields are to be shown unmasked; the read is audited either way' }),
});

const subject = z
  .object({
    name: z.string(),
    idNumber: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    address: z.string().exactOptional(),
    description: z.string().exactOptional(),
  })
  .meta({ id: 'WorkOrderSubject', description: 'Whom the report is about; masked without a purpose' });

const reporter = z
  .object({ relation: z.enum(relations), name: z.string().exactOptional(), phone: z.string().exactOptional() })
  .meta({ id: 'WorkOrderReporter' });

const otherReport = z
  .object({
    workOrderId: opaqueId.meta({ description: 'The order that was issued for it' }),
    reportedAt: instant,
    phone: z.string().exactOptional(),
    address: z.string().exactOptional(),
    description: z.string().exactOptional(),
    reporter: reporter.exactOptional(),
  })
  .meta({ id: 'OtherReport', description: 'Who else reported the person; what they said with a purpose only' });

/** Reports that were merged into an order, as they are kept with its sealed fields. */
export const keptReports = z.array(
  z.object({
    workOrderId: z.string(),
    reportedAt: instant,
    phone: z.string().exactOptional(),
    address: z.string().exactOptional(),
    description: z.string().exactOptional(),
    reporterRelation: z.string().exactOptional(),
    reporterName: z.string().exactOptional(),
    reporterPhone: z.string().exactOptional(),
  }),
);

const escalation = z
  .object({ level: z.enum(escalationLevels), at: instant })
  .meta({ id: 'WorkOrderEscalation', description: 'Overdue: up to which level it was passed, and when' });

const visit = z
  .object({
    visitedAt: instant,
    visitors: z.array(z.string()).exactOptional(),
    findings: z.string().exactOptional(),
    note: z.string().exactOptional(),
  })
  .meta({
    id: 'WorkOrderVisit',
    description: 'A visit to the family; who went and what they found with a purpose only',
  });

const summary = {
  workOrderId: opaqueId,
  state: z.enum(workOrderStates),
  overdue: z.boolean(),
  atRisk: z.boolean().meta({ description: 'Open, and on its last working days' }),
  dueAt: instant,
  dueAtOfficial: z.literal(false).exactOptional().meta({
    description: 'Only where the deadline falls in a year whose holidays are not announced yet: it may still move',
  }),
  extensions: z.int().exactOptional().meta({ description: 'How often the deadline was extended' }),
  escalation: escalation.exactOptional(),
  createdAt: instant,
  regionCode,
  urgency: z.enum(urgencies),
  situations: z.array(z.enum(situations)),
  subject,
  outcome: z.enum(feedbackOutcomes).exactOptional(),
  measures: z.array(z.enum(measures)).exactOptional(),
  personId: opaqueId.exactOptional(),
  alsoReported: z.int().meta({ description: 'How many further reports of the same person were merged into it' }),
  origin: z.enum(origins).exactOptional(),
  follows: opaqueId.exactOptional().meta({ description: 'The order objected to, transferred or returned' }),
  closedBy: z.enum(closings).exactOptional().meta({ description: 'Why it closed without feedback of its own' }),
  mergedInto: opaqueId.exactOptional(),
  issuedAs: opaqueId.exactOptional().meta({ description: 'The order as which it was issued anew' }),
  version: z.number().int(),
};

/** One work order in a list. */
export const workOrderSummary = z.object(summary).meta({ id: 'WorkOrderSummary' });
/** Answer of `GET /v1/work-orders`. */
export const workOrderList = z
  .object({ items: z.array(workOrderSummary), nextCursor: z.string().exactOptional() })
  .meta({ id: 'WorkOrderList' });
/** Answer of `GET /v1/work-orders/{workOrderId}`. */
export const workOrderDetail = z
  .object({
    ...summary,
    reporter: reporter.exactOptional(),
    visits: z.array(visit),
    otherReports: z.array(otherReport).meta({ description: 'Reports of the same person that were merged into it' }),
    findings: z.string().exactOptional(),
    note: z.string().exactOptional(),
    extensionReason: z.string().exactOptional(),
    handOverReason: z.string().exactOptional().meta({ description: 'Why it was transferred or returned' }),
    objectionReason: z.string().exactOptional(),
    timeline: z.array(timelineItem),
  })
  .meta({ id: 'WorkOrder', description: 'A verification-and-handling instruction (核实处置指令)' });

/** Body of `POST …/acceptance`. */
export const acceptanceBody = z.strictObject({ note: freeText.exactOptional() }).meta({ id: 'Acceptance' });
/** Body of `POST …/feedback`. */
export const feedbackBody = z
  .strictObject({
    outcome: z.enum(feedbackOutcomes),
    subject: z.strictObject({ idNumber, name: personName, regionCode: localRegionCode }).exactOptional(),
    findings: freeText.exactOptional(),
    measures: z.array(z.enum(measures)).max(measures.length).exactOptional(),
    note: freeText.exactOptional(),
  })
  .meta({ id: 'Feedback', description: 'What the locality found; it closes the work order' });

/** Two people go, so that one can speak for the other; one name written twice is one person. */
const visitors = z
  .array(personName)
  .length(2)
  .refine(([one, other]) => one?.replaceAll(/\s/g, '') !== other?.replaceAll(/\s/g, ''), { error: 'visitors-same' })
  .meta({ description: 'The two people who went', example: ['王芳', '李强'] });

/** Body of `POST …/visits`. */
export const visitBody = z
  .strictObject({ visitedAt: instant, visitors, findings: freeText, note: freeText.exactOptional() })
  .meta({ id: 'Visit', description: 'Two people were at the family' });
/** A visit as the order keeps it, sealed. */
export const keptVisits = z.array(
  z.object({
    visitedAt: instant,
    visitors: z.array(z.string()),
    findings: z.string(),
    note: z.string().exactOptional(),
  }),
);

const reasonBody = z.strictObject({ reason: freeText });
/** Body of `POST …/extensions`. */
export const extensionBody = reasonBody.meta({ id: 'Extension', description: 'More time, once' });
/** Body of `POST …/return`. */
export const returnBody = reasonBody.meta({ id: 'Return', description: 'Back to the prefecture' });
/** Body of `POST …/transfer`. */
export const transferBody = z
  .strictObject({ regionCode: localRegionCode, reason: freeText })
  .meta({ id: 'Transfer', description: 'On to where the person lives' });

/** Answer of a step. */
export const workOrderStep = z
  .object({
    workOrderId: opaqueId,
    state: z.enum(workOrderStates),
    version: z.number().int(),
    personId: opaqueId.exactOptional(),
    dueAt: instant.exactOptional().meta({ description: 'Of an extension: the new deadline' }),
    issuedAs: opaqueId.exactOptional().meta({ description: 'Of a transfer or return: the order issued anew' }),
  })
  .meta({ id: 'WorkOrderStep' });
