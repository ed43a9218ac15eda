import * as z from 'zod';
import { feedTypes } from '#shared/reference/feeds.ts';
import { alertOutcomes, alertStates, severities } from '#shared/reference/words.ts';
import { reason, regionCode } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { cursor, freeText, instant, limit, opaqueId, timelineItem } from './primitives.ts';

/** Query of `GET /v1/alerts`. */
export const alertQuery = z
  .strictObject({
    regionCode: z
      .optional(regionCode)
      .meta({ description: 'A region within your own; what lies below it is included' }),
    state: z.enum(alertStates).optional(),
    after: cursor.optional(),
    limit,
  })
  .meta({ id: 'AlertQuery' });

const summary = {
  alertId: opaqueId,
  kind: z.enum(feedTypes).meta({ description: 'The indicator: the feed that raised it' }),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  regionCode,
  personId: z.string(),
  householdId: z.string(),
  reasons: z.array(reason),
  outcome: z.enum(alertOutcomes).exactOptional(),
  raisedAt: instant,
  dueAt: instant,
  overdue: z.boolean(),
  version: z.number().int(),
};

const alertSummary = z.object(summary).meta({ id: 'AlertSummary' });

/** Answer of `GET /v1/alerts`. */
export const alertList = z
  .object({ items: z.array(alertSummary), nextCursor: z.string().exactOptional() })
  .meta({ id: 'AlertList', description: 'Alerts in the order of raising, each with its present state' });

/** Answer of `GET /v1/alerts/{alertId}`. */
export const alertDetail = z
  .object({
    ...summary,
    batchIds: z.array(z.string()).meta({ description: 'The batches whose rows it rests on' }),
    policyVersion: z.string(),
    timeline: z.array(timelineItem),
  })
  .meta({ id: 'Alert', description: 'A household and an indicator that someone has to look at (预警)' });

/** Body of `POST …/acknowledgement`. */
export const alertAcknowledgementBody = z
  .strictObject({ note: freeText.exactOptional() })
  .meta({ id: 'AlertAcknowledgement', description: 'The locality takes the alert up' });

/** Body of `POST …/outcome`. */
export const alertOutcomeBody = z
  .strictObject({
    outcome: z.enum(alertOutcomes),
    note: freeText.exactOptional(),
    evidence: freeText.exactOptional(),
  })
  .meta({ id: 'AlertOutcome', description: 'What was found; it closes the alert and changes no entitlement' });

/** Answer of a step. */
export const alertStep = z
  .object({
    alertId: opaqueId,
    state: z.enum(alertStates),
    outcome: z.enum(alertOutcomes).exactOptional(),
    version: z.number().int(),
  })
  .meta({ id: 'AlertStep', description: 'Where a step took the alert' });

const exampleReasons = [
  {
    code: 'member-died',
    text: { zh: '家庭成员死亡,请核实家庭人口和收入变化。', en: 'A member of the household has died.' },
    rule: 'COLLISION-DEATH',
  },
];
const exampleAlert = {
  alertId: 'b3Qw8rZ1sT5uV7xY9zA0cE',
  kind: 'death',
  severity: 'orange',
  state: 'raised',
  regionCode: '330102001',
  personId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  householdId: 'H1bBz0m3kq0Yt2fJ6zW8Aw',
  reasons: exampleReasons,
  raisedAt: '2026-11-24T02:00:00.000Z',
  dueAt: '2026-12-01T15:59:59.999Z',
  overdue: false,
  version: 1,
} as const;
const exampleStep = { alertId: exampleAlert.alertId, state: 'acknowledged', version: 2 } as const;
const stepProblems = [
  'not-found',
  'alert-closed',
  'precondition-failed',
  'conflict',
  'idempotency-key',
  'idempotency-key-reused',
] as const;

export const alertOperations = {
  listAlerts: {
    summary: 'Alerts of a region in the order of raising, each with its present state',
    query: alertQuery,
    responses: {
      200: { description: 'One page', schema: alertList, example: { items: [exampleAlert] } },
    },
    problems: ['region-outside-scope', 'cursor'],
  },
  getAlert: {
    summary: 'One alert with its timeline',
    responses: {
      200: {
        description: 'The alert',
        etag: true,
        schema: alertDetail,
        example: {
          ...exampleAlert,
          batchIds: ['n7Hk2mP4qR6sT8vW0xY1zA'],
          policyVersion: 'zhejiang-2025.1',
          timeline: [
            {
              at: exampleAlert.raisedAt,
              kind: 'raised',
              actor: 'system',
              text: { zh: '死亡信息比对发现变化,请入户核实。', en: 'Deaths: a change was found; please verify.' },
              reasons: exampleReasons,
            },
          ],
        },
      },
    },
    problems: ['not-found'],
  },
  acknowledgeAlert: {
    summary: 'Take an alert up',
    request: { schema: alertAcknowledgementBody, example: { note: '今天下午入户。' } },
    responses: { 200: { description: 'Taken up', schema: alertStep, example: exampleStep } },
    problems: ['alert-state', ...stepProblems],
  },
  giveAlertOutcome: {
    summary: 'Say what was found; the alert closes',
    request: { schema: alertOutcomeBody, example: { outcome: 'true', note: '核实属实,已申请渐退。' } },
    responses: {
      200: {
        description: 'Closed',
        schema: alertStep,
        example: { ...exampleStep, state: 'closed', outcome: 'true', version: 3 },
      },
    },
    problems: [...stepProblems],
  },
} as const satisfies Record<string, Operation>;
