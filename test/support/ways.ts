import { randomBytes } from 'node:crypto';
import type { RouteId } from '#shared/reference/routes.ts';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** How a route is called, and what it says to an official whom the table lets in. */
export type Way = {
  readonly path: string;
  readonly body?: object;
  /** To an official of the region in which the thing lies; a step that was done before is 409. */
  readonly inside: readonly number[];
  /** To one of another county: 404 for a thing, 403 for a region; 200 where they see their own only. */
  readonly outside: number;
  /** Files of the whole province: to officials of a county, always. */
  readonly provinceOnly?: true;
};

/** What a county has that a route is about; the last four where a test planted them too. */
export type Staged = {
  readonly county: string;
  readonly subject: { readonly name: string; readonly idNumber: string; readonly regionCode: string };
  readonly personId: string;
  readonly householdId: string;
  /** An open work order, and the receipt of its report. */
  readonly order: string;
  readonly receipt: Readonly<Record<string, string>>;
  readonly placementId: string;
  readonly alertId?: string;
  readonly duplicateId?: string;
  readonly feedBatchId?: string;
  readonly sourceBatchId?: string;
};

/** A work order and a person of the county: a report that its official confirmed, and one that is open. */
export const stageCounty = async (
  endpoints: Endpoints,
  county: string,
  named = { name: '测试安', idNumber: newIdNumber() },
): Promise<Staged> => {
  const api = apiOf(endpoints);
  const token = tokenOf(endpoints, county);
  const subject = { ...named, regionCode: county, situations: ['other'] };
  const send = async (): Promise<{ receipt: Record<string, string>; order: string }> => {
    const list = () => api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token });
    const before = new Set((await list()).body.items.map(({ workOrderId }) => workOrderId));
    const sent = await api.post<Record<string, string>>('/v1/reports', { subject });
    const fresh = (await list()).body.items.find(({ workOrderId }) => !before.has(workOrderId));
    return { receipt: sent.body, order: fresh?.workOrderId ?? '' };
  };
  const closed = await send();
  const { body } = await api.post<{ personId: string }>(
    `/v1/work-orders/${closed.order}/feedback`,
    { outcome: 'confirmed' },
    { token },
  );
  const person = await api.get<{ householdId: string }>(`/v1/people/${body.personId}`, { token });
  const { householdId } = person.body;
  const { receipt, order } = await send();
  const placement = { name: '测试点位', regionCode: county };
  const hung = await api.post<{ placementId: string }>('/v1/placements', placement, { token });
  return { county, subject, personId: body.personId, householdId, order, receipt, placementId: hung.body.placementId };
};

/** How each route is called with what was staged; what was not is asked for by an id that nothing has. */
export const waysOf = (staged: Staged): Record<RouteId, Way> => {
  const { county, subject, personId, householdId, order, receipt, placementId } = staged;
  const open = { inside: [200], outside: 200 };
  const thing = { inside: [200], outside: 404 };
  const step = { inside: [200, 409], outside: 404 };
  const nowhere = randomBytes(16).toString('base64url');
  const { alertId = nowhere, duplicateId = nowhere, feedBatchId = nowhere, sourceBatchId = nowhere } = staged;
  const file = { rows: 0, sha256: '0'.repeat(64), period: '2026-10', sequence: Math.floor(Date.now() / 1000) };
  return {
    showHome: { path: '/', ...open },
    showPage: { path: '/report', ...open },
    showAsset: { path: '/assets/unknown.css', ...open, inside: [200, 404] },
    listRegions: { path: '/v1/regions?parent=330000', ...open },
    getOpenApi: { path: '/v1/openapi.json', ...open },
    getSignIn: { path: '/v1/sign-in', ...open },
    submitReport: { path: '/v1/reports', body: { subject }, ...open, inside: [202] },
    followReport: { path: `/v1/reports/${receipt['trackingCode']}`, ...open, inside: [404] },
    openPlacement: { path: `/q/${nowhere}`, ...open },
    getPlacement: { path: `/v1/placements/${placementId}`, ...open },
    createPlacement: {
      path: '/v1/placements',
      body: { name: '测试点位', regionCode: county },
      inside: [201],
      outside: 403,
    },
    listPlacements: { path: `/v1/placements?regionCode=${county}`, inside: [200], outside: 403 },
    // Without a version nothing is changed, and what lies elsewhere is not there before that is asked.
    changePlacement: { path: `/v1/placements/${placementId}`, body: { state: 'off' }, inside: [428], outside: 404 },
    getPoster: { path: `/v1/placements/${placementId}/poster`, ...thing },
    getCodeSvg: { path: `/v1/placements/${placementId}/code.svg`, ...thing },
    getCodePng: { path: `/v1/placements/${placementId}/code.png`, ...thing },
    objectToResult: {
      path: `/v1/reports/${receipt['trackingCode']}/objections`,
      body: { reason: '我们不同意。' },
      ...open,
      inside: [404],
    },
    listSelfCheckQuestions: { path: '/v1/self-checks/questions', ...open },
    getPublicStatistics: { path: '/v1/statistics/public', ...open },
    runSelfCheck: { path: '/v1/self-checks', body: { answers: {} }, ...open },
    listWorkOrders: { path: `/v1/work-orders?regionCode=${county}`, inside: [200], outside: 403 },
    getWorkOrder: { path: `/v1/work-orders/${order}`, ...thing },
    acceptWorkOrder: { path: `/v1/work-orders/${order}/acceptance`, body: {}, ...step },
    giveFeedback: { path: `/v1/work-orders/${order}/feedback`, body: { outcome: 'unfounded' }, ...step },
    recordVisit: {
      path: `/v1/work-orders/${order}/visits`,
      body: { visitedAt: new Date().toISOString(), visitors: ['王芳', '李强'], findings: '属实。' },
      ...step,
    },
    extendWorkOrder: { path: `/v1/work-orders/${order}/extensions`, body: { reason: '需要时间。' }, ...step },
    transferWorkOrder: {
      path: `/v1/work-orders/${order}/transfer`,
      body: { regionCode: '330483', reason: '搬走了。' },
      ...step,
    },
    returnWorkOrder: { path: `/v1/work-orders/${order}/return`, body: { reason: '不在本县。' }, ...step },
    searchPeople: { path: '/v1/people/search', body: { idNumber: subject.idNumber }, ...open },
    listPeople: { path: `/v1/people?regionCode=${county}`, inside: [200], outside: 403 },
    getPerson: { path: `/v1/people/${personId}`, ...thing },
    changePerson: { path: `/v1/people/${personId}`, body: { note: '已联系。' }, inside: [428], outside: 404 },
    getPersonTimeline: { path: `/v1/people/${personId}/timeline`, ...thing },
    getHousehold: { path: `/v1/households/${householdId}`, ...thing },
    getHouseholdTimeline: { path: `/v1/households/${householdId}/timeline`, ...thing },
    splitHousehold: {
      path: `/v1/households/${householdId}/splits`,
      body: { memberIds: [personId], headPersonId: personId },
      inside: [409],
      outside: 404,
    },
    mergeHouseholds: {
      path: `/v1/households/${householdId}/merges`,
      body: { householdId },
      inside: [409],
      outside: 404,
    },
    transferHousehold: { path: `/v1/households/${householdId}/transfers`, body: { headPersonId: personId }, ...thing },
    createProvisionalPerson: {
      path: '/v1/people',
      body: { name: '测试宝', regionCode: county, birthYear: 2025, source: 'visit' },
      inside: [201],
      outside: 403,
    },
    linkIdentity: {
      path: `/v1/people/${personId}/identity`,
      body: { idNumber: subject.idNumber, evidence: '户口簿' },
      inside: [409],
      outside: 404,
    },
    listDuplicates: { path: `/v1/duplicates?regionCode=${county}`, inside: [200], outside: 403 },
    // No pair has this id: what is told of one that is elsewhere stands in the test of its store.
    decideDuplicate: {
      path: `/v1/duplicates/${duplicateId}/decision`,
      body: { decision: 'apart' },
      inside: [404],
      outside: 404,
    },
    listFeeds: { path: '/v1/feeds', ...open },
    getFeed: { path: '/v1/feeds/death', ...open },
    openFeedBatch: {
      path: '/v1/feeds/death/batches',
      body: file,
      inside: [201, 409],
      outside: 403,
      provinceOnly: true,
    },
    getFeedBatch: { path: `/v1/feeds/death/batches/${feedBatchId}`, inside: [404], outside: 403, provinceOnly: true },
    listSources: { path: '/v1/sources', ...open },
    getSource: { path: '/v1/sources/trade-union', ...open },
    // Each event is answered for itself: what is told of people elsewhere stands in the journey of sources.
    sendSourceEvents: { path: '/v1/sources/trade-union/events', body: [{}], ...open },
    openSourceBatch: {
      path: '/v1/sources/complaint/batches',
      body: { ...file, mode: 'delta' },
      inside: [201, 409],
      outside: 403,
      provinceOnly: true,
    },
    getSourceBatch: {
      path: `/v1/sources/complaint/batches/${sourceBatchId}`,
      inside: [404],
      outside: 403,
      provinceOnly: true,
    },
    applySourceBatch: {
      path: `/v1/sources/complaint/batches/${sourceBatchId}/apply`,
      body: {},
      inside: [404],
      outside: 403,
      provinceOnly: true,
    },
    releaseSourceBatch: {
      path: `/v1/sources/complaint/batches/${sourceBatchId}/release`,
      body: {},
      inside: [404],
      outside: 403,
      provinceOnly: true,
    },
    undoSourceBatch: {
      path: `/v1/sources/complaint/batches/${sourceBatchId}/undo`,
      body: {},
      inside: [404],
      outside: 403,
      provinceOnly: true,
    },
    listAlerts: { path: `/v1/alerts?regionCode=${county}`, inside: [200], outside: 403 },
    // No alert has this id: what is told of one that is elsewhere stands below and in the journey of collisions.
    getAlert: { path: `/v1/alerts/${alertId}`, inside: [404], outside: 404 },
    acknowledgeAlert: { path: `/v1/alerts/${alertId}/acknowledgement`, body: {}, inside: [404], outside: 404 },
    giveAlertOutcome: { path: `/v1/alerts/${alertId}/outcome`, body: { outcome: 'true' }, inside: [404], outside: 404 },
    listAudit: { path: '/v1/audit', ...open },
    startAuditVerification: { path: '/v1/audit/verification', body: {}, inside: [202], outside: 202 },
    getAuditVerification: { path: `/v1/audit/verification/${nowhere}`, inside: [404], outside: 404 },
    // About whoever asks, and nobody else: there is no id in a path, so that nothing lies outside.
    getMyRecord: { path: '/v1/me/record', ...open },
    getMyTimeline: { path: '/v1/me/timeline', ...open },
    getMyAccessLog: { path: '/v1/me/access-log', ...open },
    correctMyRecord: {
      path: '/v1/me/corrections',
      body: { field: 'other', text: '请核对。' },
      inside: [409],
      outside: 409,
    },
    getStatistics: { path: `/v1/statistics?regionCode=${county}`, inside: [200], outside: 403 },
  };
};
