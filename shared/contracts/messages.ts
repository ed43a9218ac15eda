import * as z from 'zod';
import {
  alertOutcomes,
  alertStates,
  categories,
  closings,
  escalationLevels,
  feedbackOutcomes,
  layers,
  measures,
  origins,
  severities,
  situations,
  urgencies,
  workOrderStates,
} from '#shared/reference/words.ts';
import { reason, regionCode, withMeta } from './light-primitives.ts';
import { instant } from './primitives.ts';

/** The source of every message on the bus. */
export const MESSAGE_SOURCE = 'low-income-net';

const detail = <Type extends string, Data extends z.ZodType>(type: Type, kind: string, data: Data) =>
  z
    .object({
      id: z.string().describe('Id of the message: a consumer that met it drops the repetition'),
      type: z.literal(type),
      schemaVersion: z.literal(1),
      occurredAt: instant,
      regionCode,
      department: z.string().exactOptional(),
      subject: z.object({ kind: z.literal(kind), id: z.string() }),
      version: z.number().int().describe('Version of the subject: a consumer applies only a newer one'),
      data,
    })
    .meta({ id: type });

const workOrderData = {
  state: z.enum(workOrderStates),
  countyCode: regionCode,
  urgency: z.enum(urgencies),
  situations: z.array(z.enum(situations)),
  dueAt: instant,
  dueAtOfficial: z.literal(false).exactOptional().describe('Holidays of that year are not announced yet'),
  origin: z.enum(origins).exactOptional(),
  follows: z.string().exactOptional().describe('The order objected to, transferred or returned'),
};

const alertData = z.object({
  state: z.enum(alertStates),
  kind: z.string(),
  severity: z.enum(severities),
  personId: z.string(),
  householdId: z.string(),
  reasons: z.array(reason),
  dueAt: instant,
  outcome: z.enum(alertOutcomes).exactOptional(),
});

/** Every message that the system sends, by type: the `detail` of the envelope. */
export const messages = {
  'work-order.issued': detail('work-order.issued', 'work-order', z.object(workOrderData)),
  'work-order.accepted': detail('work-order.accepted', 'work-order', z.object(workOrderData)),
  'work-order.closed': detail(
    'work-order.closed',
    'work-order',
    z.object({
      ...workOrderData,
      outcome: z.enum(feedbackOutcomes).exactOptional().describe('Of feedback; a merged one has none of its own'),
      measures: z.array(z.enum(measures)).exactOptional(),
      personId: z.string().exactOptional(),
      closedBy: z.enum(closings).exactOptional(),
      reason: z.literal('merged').exactOptional().describe('Closed without feedback: see `mergedInto`'),
      mergedInto: z.string().exactOptional(),
    }),
  ),
  'work-order.transferred': detail(
    'work-order.transferred',
    'work-order',
    z.object({ ...workOrderData, closedBy: z.enum(closings), issuedAs: z.string() }),
  ),
  'work-order.escalated': detail(
    'work-order.escalated',
    'work-order',
    z.object({ ...workOrderData, level: z.enum(escalationLevels) }),
  ),
  'alert.raised': detail('alert.raised', 'alert', alertData),
  'alert.updated': detail('alert.updated', 'alert', alertData),
  'alert.closed': detail('alert.closed', 'alert', alertData),
  'person.layer-changed': detail(
    'person.layer-changed',
    'person',
    z.object({
      layer: z.enum(layers),
      previousLayer: z.enum(layers).exactOptional(),
      categories: z.array(z.enum(categories)),
      householdId: z.string(),
      reasons: z.array(reason),
    }),
  ),
  'person.handed-over': detail(
    'person.handed-over',
    'person',
    z.object({
      layer: z.enum(layers),
      categories: z.array(z.enum(categories)),
      householdId: z.string(),
      reasons: z.array(reason),
      from: withMeta(regionCode, { description: 'Where the person lived before' }),
      to: withMeta(regionCode, { description: 'Where the person lives now: that region has the record' }),
    }),
  ),
  'batch.held': detail(
    'batch.held',
    'batch',
    z.object({
      source: z.string().describe('The source whose file it is'),
      department: z.string(),
      period: z.string(),
      sequence: z.number().int(),
      reasons: z.array(reason),
      counts: z.record(z.string(), z.number().int()).describe('What it would change, by kind'),
    }),
  ),
  'feed.missing': detail(
    'feed.missing',
    'source',
    z.object({
      source: z.string().describe('The source whose list did not come'),
      department: z.string(),
      cycle: z.string(),
      lastPeriod: z.string(),
      lastAt: instant,
    }),
  ),
  heartbeat: detail('heartbeat', 'queue', z.object({ sentBy: z.literal('low-income-net') })),
} as const;

/** The `detail` of any message. */
export const message = z.discriminatedUnion('type', [
  messages['work-order.issued'],
  messages['work-order.accepted'],
  messages['work-order.closed'],
  messages['work-order.transferred'],
  messages['work-order.escalated'],
  messages['alert.raised'],
  messages['alert.updated'],
  messages['alert.closed'],
  messages['person.layer-changed'],
  messages['person.handed-over'],
  messages['batch.held'],
  messages['feed.missing'],
  messages.heartbeat,
]);

/** The whole body of a queue message: the envelope of EventBridge around the detail. */
export const envelope = z.object({
  version: z.string(),
  id: z.string(),
  'detail-type': z.string(),
  source: z.literal(MESSAGE_SOURCE),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: message,
});
