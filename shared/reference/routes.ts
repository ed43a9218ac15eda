/**
 * The route table: the only list of HTTP routes. Infra makes the gateway's routes from it, the doors their routers, the
 * contracts their OpenAPI, the access tests their matrix. A route that is not here does not exist.
 */

/** Who may call: nobody in particular, a citizen about themself, or an official of a region or a department. */
export type Audience = 'public' | 'citizen' | 'official';
export type Role = 'caseworker' | 'reviewer' | 'operator' | 'auditor';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly audience: Audience;
  /** Roles of which the official needs one. */
  readonly roles?: readonly Role[];
  /** The function behind it: `<capability>/<door>`. */
  readonly door: string;
  /** Requests a second, sustained and in a burst, for all callers together. */
  readonly throttle: { readonly rate: number; readonly burst: number };
};

const OPEN = { rate: 200, burst: 400 } as const;
const INTAKE = { rate: 50, burst: 100 } as const;
const STAFF = { rate: 100, burst: 200 } as const;
const CASEWORK = ['caseworker', 'reviewer', 'operator'] as const;

type Method = Route['method'];

/** For everybody: reading, and what costs little. */
const open = <M extends Method, P extends string, D extends string>(method: M, path: P, door: D) =>
  ({ method, path, door, audience: 'public', throttle: OPEN }) as const;

/** For everybody: what is taken in and kept. */
const intake = <M extends Method, P extends string, D extends string>(method: M, path: P, door: D) =>
  ({ method, path, door, audience: 'public', throttle: INTAKE }) as const;

const citizen = <M extends Method, P extends string, D extends string, T extends Route['throttle']>(
  method: M,
  path: P,
  door: D,
  throttle: T,
) => ({ method, path, door, audience: 'citizen', throttle }) as const;

/** For officials with one of the roles. */
const official = <M extends Method, P extends string, D extends string, const R extends readonly Role[]>(
  method: M,
  path: P,
  door: D,
  roles: R,
) => ({ method, path, door, audience: 'official', roles, throttle: STAFF }) as const;

export const routes = {
  // Public pages
  showHome: open('GET', '/', 'pages/public-http'),
  showPage: open('GET', '/{page}', 'pages/public-http'),
  showAsset: open('GET', '/assets/{file}', 'pages/public-http'),

  // Reference data and contracts
  listRegions: open('GET', '/v1/regions', 'reference/public-http'),
  getOpenApi: open('GET', '/v1/openapi.json', 'reference/public-http'),
  getSignIn: open('GET', '/v1/sign-in', 'reference/public-http'),

  // Discovery (S4, S5)
  submitReport: intake('POST', '/v1/reports', 'discovery/public-http'),
  followReport: open('GET', '/v1/reports/{trackingCode}', 'discovery/public-http'),
  objectToResult: intake('POST', '/v1/reports/{trackingCode}/objections', 'discovery/public-http'),

  // Placements of the code (S4)
  openPlacement: open('GET', '/q/{placementId}', 'placements/public-http'),
  getPlacement: open('GET', '/v1/placements/{placementId}', 'placements/public-http'),
  createPlacement: official('POST', '/v1/placements', 'placements/official-http', CASEWORK),
  listPlacements: official('GET', '/v1/placements', 'placements/official-http', CASEWORK),
  changePlacement: official('PATCH', '/v1/placements/{placementId}', 'placements/official-http', CASEWORK),
  getPoster: official('GET', '/v1/placements/{placementId}/poster', 'placements/official-http', CASEWORK),
  getCodeSvg: official('GET', '/v1/placements/{placementId}/code.svg', 'placements/official-http', CASEWORK),
  getCodePng: official('GET', '/v1/placements/{placementId}/code.png', 'placements/official-http', CASEWORK),

  // Self-check (S4)
  listSelfCheckQuestions: open('GET', '/v1/self-checks/questions', 'self-check/public-http'),
  runSelfCheck: open('POST', '/v1/self-checks', 'self-check/public-http'),

  // Work orders (S5)
  listWorkOrders: official('GET', '/v1/work-orders', 'work-orders/official-http', CASEWORK),
  getWorkOrder: official('GET', '/v1/work-orders/{workOrderId}', 'work-orders/official-http', CASEWORK),
  acceptWorkOrder: official('POST', '/v1/work-orders/{workOrderId}/acceptance', 'work-orders/official-http', CASEWORK),
  giveFeedback: official('POST', '/v1/work-orders/{workOrderId}/feedback', 'work-orders/official-http', CASEWORK),
  recordVisit: official('POST', '/v1/work-orders/{workOrderId}/visits', 'work-orders/official-http', CASEWORK),
  extendWorkOrder: official('POST', '/v1/work-orders/{workOrderId}/extensions', 'work-orders/official-http', CASEWORK),
  transferWorkOrder: official('POST', '/v1/work-orders/{workOrderId}/transfer', 'work-orders/official-http', CASEWORK),
  returnWorkOrder: official('POST', '/v1/work-orders/{workOrderId}/return', 'work-orders/official-http', CASEWORK),

  // Registry (S1)
  searchPeople: official('POST', '/v1/people/search', 'registry/official-http', CASEWORK),
  listPeople: official('GET', '/v1/people', 'registry/official-http', CASEWORK),
  getPerson: official('GET', '/v1/people/{personId}', 'registry/official-http', CASEWORK),
  changePerson: official('PATCH', '/v1/people/{personId}', 'registry/official-http', CASEWORK),
  getPersonTimeline: official('GET', '/v1/people/{personId}/timeline', 'registry/official-http', CASEWORK),
  getHousehold: official('GET', '/v1/households/{householdId}', 'registry/official-http', CASEWORK),
  getHouseholdTimeline: official('GET', '/v1/households/{householdId}/timeline', 'registry/official-http', CASEWORK),
  splitHousehold: official('POST', '/v1/households/{householdId}/splits', 'registry/official-http', CASEWORK),
  mergeHouseholds: official('POST', '/v1/households/{householdId}/merges', 'registry/official-http', CASEWORK),
  transferHousehold: official('POST', '/v1/households/{householdId}/transfers', 'registry/official-http', CASEWORK),

  // Who is who (S1)
  createProvisionalPerson: official('POST', '/v1/people', 'identity/official-http', CASEWORK),
  linkIdentity: official('POST', '/v1/people/{personId}/identity', 'identity/official-http', CASEWORK),
  listDuplicates: official('GET', '/v1/duplicates', 'identity/official-http', CASEWORK),
  decideDuplicate: official('POST', '/v1/duplicates/{duplicateId}/decision', 'identity/official-http', ['reviewer']),

  // Sources of the registry (S2)
  listSources: official('GET', '/v1/sources', 'sources/official-http', ['operator']),
  getSource: official('GET', '/v1/sources/{source}', 'sources/official-http', ['operator']),
  sendSourceEvents: official('POST', '/v1/sources/{source}/events', 'sources/official-http', ['operator']),
  openSourceBatch: official('POST', '/v1/sources/{source}/batches', 'sources/official-http', ['operator']),
  getSourceBatch: official('GET', '/v1/sources/{source}/batches/{batchId}', 'sources/official-http', ['operator']),
  applySourceBatch: official('POST', '/v1/sources/{source}/batches/{batchId}/apply', 'sources/official-http', [
    'operator',
  ]),
  releaseSourceBatch: official('POST', '/v1/sources/{source}/batches/{batchId}/release', 'sources/official-http', [
    'operator',
  ]),
  undoSourceBatch: official('POST', '/v1/sources/{source}/batches/{batchId}/undo', 'sources/official-http', [
    'operator',
  ]),

  // Feeds and their batches (S7)
  listFeeds: official('GET', '/v1/feeds', 'collisions/official-http', ['operator']),
  getFeed: official('GET', '/v1/feeds/{type}', 'collisions/official-http', ['operator']),
  openFeedBatch: official('POST', '/v1/feeds/{type}/batches', 'collisions/official-http', ['operator']),
  getFeedBatch: official('GET', '/v1/feeds/{type}/batches/{batchId}', 'collisions/official-http', ['operator']),

  // Alerts (S7)
  listAlerts: official('GET', '/v1/alerts', 'alerts/official-http', CASEWORK),
  getAlert: official('GET', '/v1/alerts/{alertId}', 'alerts/official-http', CASEWORK),
  acknowledgeAlert: official('POST', '/v1/alerts/{alertId}/acknowledgement', 'alerts/official-http', CASEWORK),
  giveAlertOutcome: official('POST', '/v1/alerts/{alertId}/outcome', 'alerts/official-http', CASEWORK),

  // The audit, for auditors
  listAudit: official('GET', '/v1/audit', 'audit/official-http', ['auditor']),
  startAuditVerification: official('POST', '/v1/audit/verification', 'audit/official-http', ['auditor']),
  getAuditVerification: official('GET', '/v1/audit/verification/{verificationId}', 'audit/official-http', ['auditor']),

  // A citizen's own data
  getMyRecord: citizen('GET', '/v1/me/record', 'registry/citizen-http', OPEN),
  getMyTimeline: citizen('GET', '/v1/me/timeline', 'registry/citizen-http', OPEN),
  getMyAccessLog: citizen('GET', '/v1/me/access-log', 'registry/citizen-http', OPEN),
  correctMyRecord: citizen('POST', '/v1/me/corrections', 'registry/citizen-http', INTAKE),

  // Statistics (S12)
  getStatistics: official('GET', '/v1/statistics', 'statistics/official-http', [
    'caseworker',
    'reviewer',
    'operator',
    'auditor',
  ]),
  getPublicStatistics: intake('GET', '/v1/statistics/public', 'statistics/public-http'),
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;
/** The routes that come through one door. */
export type RouteIdOf<Door extends string> = {
  [Id in RouteId]: (typeof routes)[Id]['door'] extends Door ? Id : never;
}[RouteId];
/** Doors that have at least one route. */
export type DoorName = (typeof routes)[RouteId]['door'];

/** Ids and routes of one door, in the order of the table. */
export const routesOf = (door: string): readonly (readonly [string, Route])[] =>
  Object.entries<Route>(routes).filter(([, route]) => route.door === door);
