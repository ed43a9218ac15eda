import { z } from 'zod';
import {
  feedbackOutcomes,
  measures,
  purposes,
  relations,
  situations,
  urgencies,
  workOrderStates,
} from '#shared/reference/words.ts';
import type { Operation } from './operation.ts';
import {
  cursor,
  day,
  freeText,
  idNumber,
  instant,
  limit,
  localRegionCode,
  opaqueId,
  personName,
  regionCode,
  timelineItem,
} from './primitives.ts';

/** Query of `GET /v1/work-orders`. */
export const workOrderQuery = z
  .strictObject({
    regionCode: regionCode.optional().meta({ description: 'A region within your own; what lies below it is included' }),
    state: z.enum([...workOrderStates, 'open']).default('open'),
    dueBefore: instant.optional().meta({ description: 'Open ones that are due before this instant' }),
    from: day.optional().meta({ description: 'Closed ones issued on this Shanghai day or later' }),
    to: day.optional(),
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

const summary = {
  workOrderId: opaqueId,
  state: z.enum(workOrderStates),
  overdue: z.boolean(),
  dueAt: instant,
  createdAt: instant,
  regionCode,
  urgency: z.enum(urgencies),
  situations: z.array(z.enum(situations)),
  subject,
  outcome: z.enum(feedbackOutcomes).exactOptional(),
  measures: z.array(z.enum(measures)).exactOptional(),
  personId: opaqueId.exactOptional(),
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
    findings: z.string().exactOptional(),
    note: z.string().exactOptional(),
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

/** Answer of a step. */
export const workOrderStep = z
  .object({
    workOrderId: opaqueId,
    state: z.enum(workOrderStates),
    version: z.number().int(),
    personId: opaqueId.exactOptional(),
  })
  .meta({ id: 'WorkOrderStep' });

const exampleOrder = {
  workOrderId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  state: 'issued',
  overdue: false,
  dueAt: '2026-12-01T15:59:59.999Z',
  createdAt: '2026-11-24T02:00:00.000Z',
  regionCode: '330102001',
  urgency: 'normal',
  situations: ['illness'],
  subject: { name: '陈*明' },
  version: 1,
} as const;
const exampleStep = { workOrderId: exampleOrder.workOrderId, state: 'accepted', version: 2 } as const;

export const workOrderOperations = {
  listWorkOrders: {
    summary: 'Work orders of a region: open ones by deadline, closed ones by day of issue',
    query: workOrderQuery,
    responses: { 200: { description: 'One page', schema: workOrderList, example: { items: [exampleOrder] } } },
    problems: ['region-outside-scope', 'cursor'],
  },
  getWorkOrder: {
    summary: 'One work order: masked, or unmasked with a purpose',
    query: purposeQuery,
    responses: {
      200: {
        description: 'The work order',
        etag: true,
        schema: workOrderDetail,
        example: {
          ...exampleOrder,
          reporter: { relation: 'neighbour' },
          timeline: [
            {
              at: exampleOrder.createdAt,
              kind: 'issued',
              actor: 'public',
              text: {
                zh: '收到公众上报,已下发核实处置指令。',
                en: 'Reported by the public; the instruction to verify was issued.',
              },
            },
          ],
        },
      },
    },
    problems: ['not-found'],
  },
  acceptWorkOrder: {
    summary: 'Take a work order up',
    request: { schema: acceptanceBody, example: {} },
    responses: { 200: { description: 'Taken up', schema: workOrderStep, example: exampleStep } },
    problems: [
      'not-found',
      'work-order-state',
      'work-order-closed',
      'precondition-failed',
      'conflict',
      'idempotency-key-reused',
    ],
  },
  giveFeedback: {
    summary: 'Say what was found; the work order closes',
    request: {
      schema: feedbackBody,
      example: {
        outcome: 'confirmed',
        subject: { idNumber: '11010519491231002X', name: '陈小明', regionCode: '330102001' },
        measures: ['temporary-assistance'],
      },
    },
    responses: {
      200: { description: 'Closed', schema: workOrderStep, example: { ...exampleStep, state: 'closed', version: 3 } },
    },
    problems: [
      'not-found',
      'subject-unknown',
      'work-order-closed',
      'region-outside-scope',
      'precondition-failed',
      'conflict',
      'idempotency-key-reused',
    ],
  },
} as const satisfies Record<string, Operation>;
