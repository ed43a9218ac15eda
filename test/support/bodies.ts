import { randomBytes } from 'node:crypto';
import { alertOperations } from '#shared/contracts/alerts.ts';
import { auditOperations } from '#shared/contracts/audit.ts';
import { discoveryOperations } from '#shared/contracts/discovery.ts';
import { feedOperations } from '#shared/contracts/feeds.ts';
import { identityOperations } from '#shared/contracts/identity.ts';
import { meOperations } from '#shared/contracts/me.ts';
import type { Operation } from '#shared/contracts/operation.ts';
import { placementOperations } from '#shared/contracts/placements.ts';
import { registryOperations } from '#shared/contracts/registry-operations.ts';
import { selfCheckOperations } from '#shared/contracts/self-check.ts';
import { sourceOperations } from '#shared/contracts/sources.ts';
import { workOrderOperations } from '#shared/contracts/work-order-operations.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import { newIdNumber } from './new-people.ts';

/** The county that bodies speak of. */
export const COUNTY = '330602';
/** A number that is nobody's. */
export const NUMBER = newIdNumber();
/** An id of nothing. */
export const nowhere = randomBytes(16).toString('base64url');

export type Json = Readonly<Record<string, unknown>>;

const answers = {
  ...selfCheckOperations.runSelfCheck.request.example.answers,
  q8: { count: 1, valueFen: 100 },
  q10: { owns: true, amountFen: 100 },
  q11: 1,
};
/** A report with every field. */
export const report = {
  subject: {
    name: '测试宁',
    idNumber: NUMBER,
    phone: '13800001234',
    regionCode: COUNTY,
    address: '人民路 1 号',
    situations: ['illness'],
    description: '住院两个月。',
  },
  urgency: 'normal',
  reporter: { relation: 'neighbour', name: '王邻居', phone: '13900001234' },
  placementId: nowhere,
  selfCheck: { answers },
};
type Sent = {
  readonly path: string;
  readonly schema: NonNullable<Operation['request']>['schema'];
  readonly body: Json;
  /** Of a route that is asked in one way or another: the other ways. */
  readonly others?: readonly Json[];
};
/** Every body that a route takes, with every field of its contract, and where it is sent to. */
export const bodies = {
  submitReport: { path: '/v1/reports', schema: discoveryOperations.submitReport.request.schema, body: report },
  runSelfCheck: { path: '/v1/self-checks', schema: selfCheckOperations.runSelfCheck.request.schema, body: { answers } },
  createPlacement: {
    path: '/v1/placements',
    schema: placementOperations.createPlacement.request.schema,
    body: { name: '测试点位', regionCode: COUNTY },
  },
  changePlacement: {
    path: `/v1/placements/${nowhere}`,
    schema: placementOperations.changePlacement.request.schema,
    body: { name: '测试点位', state: 'off', reason: '站牌已拆除。' },
  },
  acceptWorkOrder: {
    path: `/v1/work-orders/${nowhere}/acceptance`,
    schema: workOrderOperations.acceptWorkOrder.request.schema,
    body: { note: '下午去。' },
  },
  giveFeedback: {
    path: `/v1/work-orders/${nowhere}/feedback`,
    schema: workOrderOperations.giveFeedback.request.schema,
    body: {
      outcome: 'confirmed',
      subject: { idNumber: NUMBER, name: '测试宁', regionCode: COUNTY },
      findings: '属实。',
      measures: ['referral'],
      note: '备注',
    },
  },
  recordVisit: {
    path: `/v1/work-orders/${nowhere}/visits`,
    schema: workOrderOperations.recordVisit.request.schema,
    body: {
      visitedAt: '2026-11-24T02:00:00.000Z',
      visitors: ['王芳', '李强'],
      findings: '一人在家。',
      note: '下周再去。',
    },
  },
  extendWorkOrder: {
    path: `/v1/work-orders/${nowhere}/extensions`,
    schema: workOrderOperations.extendWorkOrder.request.schema,
    body: { reason: '家属周四回来。' },
  },
  transferWorkOrder: {
    path: `/v1/work-orders/${nowhere}/transfer`,
    schema: workOrderOperations.transferWorkOrder.request.schema,
    body: { regionCode: COUNTY, reason: '住女儿家。' },
  },
  returnWorkOrder: {
    path: `/v1/work-orders/${nowhere}/return`,
    schema: workOrderOperations.returnWorkOrder.request.schema,
    body: { reason: '不在本区。' },
  },
  objectToResult: {
    path: '/v1/reports/AAAAAAAAAAAAAAAAAAAAAAAAAA/objections',
    schema: discoveryOperations.objectToResult.request.schema,
    body: { reason: '家里没有人。' },
  },
  searchPeople: {
    path: '/v1/people/search',
    schema: registryOperations.searchPeople.request.schema,
    body: { idNumber: NUMBER },
    others: [{ name: '测试宁', regionCode: COUNTY, birthYear: 1950 }],
  },
  changePerson: {
    path: `/v1/people/${nowhere}`,
    schema: registryOperations.changePerson.request.schema,
    body: {
      phone: '13800001234',
      address: '人民路 1 号',
      regionCode: COUNTY,
      note: '备注',
      hold: { layer: 'suspected', until: '2099-12-31', reason: '家访未完。' },
    },
  },
  splitHousehold: {
    path: `/v1/households/${nowhere}/splits`,
    schema: registryOperations.splitHousehold.request.schema,
    body: { memberIds: [nowhere], headPersonId: nowhere },
  },
  mergeHouseholds: {
    path: `/v1/households/${nowhere}/merges`,
    schema: registryOperations.mergeHouseholds.request.schema,
    body: { householdId: nowhere },
  },
  transferHousehold: {
    path: `/v1/households/${nowhere}/transfers`,
    schema: registryOperations.transferHousehold.request.schema,
    body: { headPersonId: nowhere },
    others: [{ personId: nowhere }, { regionCode: COUNTY }],
  },
  createProvisionalPerson: {
    path: '/v1/people',
    schema: identityOperations.createProvisionalPerson.request.schema,
    body: {
      name: '测试宝',
      regionCode: COUNTY,
      birthYear: 2025,
      source: 'visit',
      phone: '13800001234',
      address: '人民路 1 号',
    },
  },
  linkIdentity: {
    path: `/v1/people/${nowhere}/identity`,
    schema: identityOperations.linkIdentity.request.schema,
    body: { idNumber: NUMBER, evidence: '户口簿' },
  },
  decideDuplicate: {
    path: `/v1/duplicates/${nowhere}/decision`,
    schema: identityOperations.decideDuplicate.request.schema,
    body: { decision: 'merge', survivorId: nowhere, note: '同一人。' },
  },
  openFeedBatch: {
    path: '/v1/feeds/death/batches',
    schema: feedOperations.openFeedBatch.request.schema,
    body: {
      rows: 1,
      sha256: 'a'.repeat(64),
      bytes: 100,
      period: '2026-10',
      sequence: 1,
      format: 'csv',
      encoding: 'utf-8',
      compression: 'gzip',
      mode: 'full',
    },
  },
  openSourceBatch: {
    path: '/v1/sources/complaint/batches',
    schema: sourceOperations.openSourceBatch.request.schema,
    body: {
      rows: 1,
      sha256: 'a'.repeat(64),
      bytes: 100,
      period: '2026-10',
      sequence: 1,
      format: 'csv',
      encoding: 'utf-8',
      compression: 'gzip',
      mode: 'full',
    },
  },
  applySourceBatch: {
    path: `/v1/sources/complaint/batches/${nowhere}/apply`,
    schema: sourceOperations.applySourceBatch.request.schema,
    body: { note: '已核对。' },
  },
  releaseSourceBatch: {
    path: `/v1/sources/complaint/batches/${nowhere}/release`,
    schema: sourceOperations.releaseSourceBatch.request.schema,
    body: { note: '已核对。' },
  },
  undoSourceBatch: {
    path: `/v1/sources/complaint/batches/${nowhere}/undo`,
    schema: sourceOperations.undoSourceBatch.request.schema,
    body: { note: '已核对。' },
  },
  acknowledgeAlert: {
    path: `/v1/alerts/${nowhere}/acknowledgement`,
    schema: alertOperations.acknowledgeAlert.request.schema,
    body: { note: '今天入户。' },
  },
  giveAlertOutcome: {
    path: `/v1/alerts/${nowhere}/outcome`,
    schema: alertOperations.giveAlertOutcome.request.schema,
    body: { outcome: 'true', note: '属实。', evidence: '照片。' },
  },
  startAuditVerification: {
    path: '/v1/audit/verification',
    schema: auditOperations.startAuditVerification.request.schema,
    body: { from: '2026-11-20', to: '2026-11-21' },
  },
  correctMyRecord: {
    path: '/v1/me/corrections',
    schema: meOperations.correctMyRecord.request.schema,
    body: { field: 'phone', text: '我的手机号换了。' },
  },
} as const satisfies Partial<Record<RouteId, Sent>>;
