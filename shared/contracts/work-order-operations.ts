import type { Operation } from './operation.ts';
import {
  acceptanceBody,
  extensionBody,
  feedbackBody,
  purposeQuery,
  returnBody,
  transferBody,
  visitBody,
  workOrderDetail,
  workOrderList,
  workOrderQuery,
  workOrderStep,
} from './work-orders.ts';

const exampleOrder = {
  workOrderId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  state: 'issued',
  overdue: false,
  atRisk: false,
  dueAt: '2026-12-01T15:59:59.999Z',
  createdAt: '2026-11-24T02:00:00.000Z',
  regionCode: '330102001',
  urgency: 'normal',
  situations: ['illness'],
  subject: { name: '陈*明' },
  alsoReported: 0,
  version: 1,
} as const;
const exampleStep = { workOrderId: exampleOrder.workOrderId, state: 'accepted', version: 2 } as const;
const handedOver = { ...exampleStep, state: 'closed', version: 3, issuedAs: 'Yt2fJ6zW8AqS1bBz0m3kq0' } as const;

/** What any command may be refused for. */
const COMMAND = [
  'not-found',
  'work-order-closed',
  'same-official',
  'precondition-failed',
  'conflict',
  'idempotency-key-reused',
] as const;

/** What officials read and do in the loop. */
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
          visits: [],
          otherReports: [],
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
    problems: [...COMMAND, 'work-order-state'],
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
    problems: [...COMMAND, 'subject-unknown', 'subject-region-unknown', 'region-outside-scope'],
  },
  recordVisit: {
    summary: 'Two people were at the family',
    request: {
      schema: visitBody,
      example: { visitedAt: '2026-11-25T01:30:00.000Z', visitors: ['王芳', '李强'], findings: '一人在家,卧床。' },
    },
    responses: {
      200: { description: 'Noted', schema: workOrderStep, example: { ...exampleStep, state: 'visiting', version: 3 } },
    },
    problems: [...COMMAND, 'visits-full'],
  },
  extendWorkOrder: {
    summary: 'More time, once and before the deadline',
    request: { schema: extensionBody, example: { reason: '家属在外地,周四回来。' } },
    responses: {
      200: {
        description: 'The deadline is as long again',
        schema: workOrderStep,
        example: { ...exampleStep, version: 3, dueAt: '2026-12-08T15:59:59.999Z' },
      },
    },
    problems: [...COMMAND, 'extension-used', 'work-order-overdue'],
  },
  transferWorkOrder: {
    summary: 'On to where the person lives: it closes here and is issued there, with a new clock in another county',
    request: { schema: transferBody, example: { regionCode: '330106002', reason: '已搬到西湖区居住。' } },
    responses: { 200: { description: 'Passed on', schema: workOrderStep, example: handedOver } },
    problems: [...COMMAND, 'transfer-region-unknown', 'region-abolished', 'transfer-here'],
  },
  returnWorkOrder: {
    summary: 'Back to the prefecture, which issues it anew',
    request: { schema: returnBody, example: { reason: '地址不在本区。' } },
    responses: { 200: { description: 'Returned', schema: workOrderStep, example: handedOver } },
    problems: [...COMMAND, 'return-no-further'],
  },
} as const satisfies Record<string, Operation>;
