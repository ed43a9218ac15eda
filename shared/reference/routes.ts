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

export const routes = {
  // Public pages
  showHome: { method: 'GET', path: '/', audience: 'public', door: 'pages/public-http', throttle: OPEN },
  showPage: { method: 'GET', path: '/{page}', audience: 'public', door: 'pages/public-http', throttle: OPEN },
  showAsset: { method: 'GET', path: '/assets/{file}', audience: 'public', door: 'pages/public-http', throttle: OPEN },

  // Reference data and contracts
  listRegions: {
    method: 'GET',
    path: '/v1/regions',
    audience: 'public',
    door: 'reference/public-http',
    throttle: OPEN,
  },
  getOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    audience: 'public',
    door: 'reference/public-http',
    throttle: OPEN,
  },
  getSignIn: {
    method: 'GET',
    path: '/v1/sign-in',
    audience: 'public',
    door: 'reference/public-http',
    throttle: OPEN,
  },

  // Discovery (S4, S5)
  submitReport: {
    method: 'POST',
    path: '/v1/reports',
    audience: 'public',
    door: 'discovery/public-http',
    throttle: INTAKE,
  },
  followReport: {
    method: 'GET',
    path: '/v1/reports/{trackingCode}',
    audience: 'public',
    door: 'discovery/public-http',
    throttle: OPEN,
  },
  objectToResult: {
    method: 'POST',
    path: '/v1/reports/{trackingCode}/objections',
    audience: 'public',
    door: 'discovery/public-http',
    throttle: INTAKE,
  },

  // Placements of the code (S4)
  openPlacement: {
    method: 'GET',
    path: '/q/{placementId}',
    audience: 'public',
    door: 'placements/public-http',
    throttle: OPEN,
  },
  getPlacement: {
    method: 'GET',
    path: '/v1/placements/{placementId}',
    audience: 'public',
    door: 'placements/public-http',
    throttle: OPEN,
  },
  createPlacement: {
    method: 'POST',
    path: '/v1/placements',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },
  listPlacements: {
    method: 'GET',
    path: '/v1/placements',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },
  changePlacement: {
    method: 'PATCH',
    path: '/v1/placements/{placementId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },
  getPoster: {
    method: 'GET',
    path: '/v1/placements/{placementId}/poster',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },
  getCodeSvg: {
    method: 'GET',
    path: '/v1/placements/{placementId}/code.svg',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },
  getCodePng: {
    method: 'GET',
    path: '/v1/placements/{placementId}/code.png',
    audience: 'official',
    roles: CASEWORK,
    door: 'placements/official-http',
    throttle: STAFF,
  },

  // Self-check (S4)
  listSelfCheckQuestions: {
    method: 'GET',
    path: '/v1/self-checks/questions',
    audience: 'public',
    door: 'self-check/public-http',
    throttle: OPEN,
  },
  runSelfCheck: {
    method: 'POST',
    path: '/v1/self-checks',
    audience: 'public',
    door: 'self-check/public-http',
    throttle: OPEN,
  },

  // Work orders (S5)
  listWorkOrders: {
    method: 'GET',
    path: '/v1/work-orders',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  getWorkOrder: {
    method: 'GET',
    path: '/v1/work-orders/{workOrderId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  acceptWorkOrder: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/acceptance',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  giveFeedback: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/feedback',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  recordVisit: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/visits',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  extendWorkOrder: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/extensions',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  transferWorkOrder: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/transfer',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },
  returnWorkOrder: {
    method: 'POST',
    path: '/v1/work-orders/{workOrderId}/return',
    audience: 'official',
    roles: CASEWORK,
    door: 'work-orders/official-http',
    throttle: STAFF,
  },

  // Registry (S1)
  searchPeople: {
    method: 'POST',
    path: '/v1/people/search',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  listPeople: {
    method: 'GET',
    path: '/v1/people',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  getPerson: {
    method: 'GET',
    path: '/v1/people/{personId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  changePerson: {
    method: 'PATCH',
    path: '/v1/people/{personId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  getPersonTimeline: {
    method: 'GET',
    path: '/v1/people/{personId}/timeline',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  getHousehold: {
    method: 'GET',
    path: '/v1/households/{householdId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  getHouseholdTimeline: {
    method: 'GET',
    path: '/v1/households/{householdId}/timeline',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  splitHousehold: {
    method: 'POST',
    path: '/v1/households/{householdId}/splits',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  mergeHouseholds: {
    method: 'POST',
    path: '/v1/households/{householdId}/merges',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },
  transferHousehold: {
    method: 'POST',
    path: '/v1/households/{householdId}/transfers',
    audience: 'official',
    roles: CASEWORK,
    door: 'registry/official-http',
    throttle: STAFF,
  },

  // Who is who (S1)
  createProvisionalPerson: {
    method: 'POST',
    path: '/v1/people',
    audience: 'official',
    roles: CASEWORK,
    door: 'identity/official-http',
    throttle: STAFF,
  },
  linkIdentity: {
    method: 'POST',
    path: '/v1/people/{personId}/identity',
    audience: 'official',
    roles: CASEWORK,
    door: 'identity/official-http',
    throttle: STAFF,
  },
  listDuplicates: {
    method: 'GET',
    path: '/v1/duplicates',
    audience: 'official',
    roles: CASEWORK,
    door: 'identity/official-http',
    throttle: STAFF,
  },
  decideDuplicate: {
    method: 'POST',
    path: '/v1/duplicates/{duplicateId}/decision',
    audience: 'official',
    roles: ['reviewer'],
    door: 'identity/official-http',
    throttle: STAFF,
  },

  // Sources of the registry (S2)
  listSources: {
    method: 'GET',
    path: '/v1/sources',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  getSource: {
    method: 'GET',
    path: '/v1/sources/{source}',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  sendSourceEvents: {
    method: 'POST',
    path: '/v1/sources/{source}/events',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  openSourceBatch: {
    method: 'POST',
    path: '/v1/sources/{source}/batches',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  getSourceBatch: {
    method: 'GET',
    path: '/v1/sources/{source}/batches/{batchId}',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  applySourceBatch: {
    method: 'POST',
    path: '/v1/sources/{source}/batches/{batchId}/apply',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  releaseSourceBatch: {
    method: 'POST',
    path: '/v1/sources/{source}/batches/{batchId}/release',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },
  undoSourceBatch: {
    method: 'POST',
    path: '/v1/sources/{source}/batches/{batchId}/undo',
    audience: 'official',
    roles: ['operator'],
    door: 'sources/official-http',
    throttle: STAFF,
  },

  // Feeds and their batches (S7)
  listFeeds: {
    method: 'GET',
    path: '/v1/feeds',
    audience: 'official',
    roles: ['operator'],
    door: 'collisions/official-http',
    throttle: STAFF,
  },
  getFeed: {
    method: 'GET',
    path: '/v1/feeds/{type}',
    audience: 'official',
    roles: ['operator'],
    door: 'collisions/official-http',
    throttle: STAFF,
  },
  openFeedBatch: {
    method: 'POST',
    path: '/v1/feeds/{type}/batches',
    audience: 'official',
    roles: ['operator'],
    door: 'collisions/official-http',
    throttle: STAFF,
  },
  getFeedBatch: {
    method: 'GET',
    path: '/v1/feeds/{type}/batches/{batchId}',
    audience: 'official',
    roles: ['operator'],
    door: 'collisions/official-http',
    throttle: STAFF,
  },

  // Alerts (S7)
  listAlerts: {
    method: 'GET',
    path: '/v1/alerts',
    audience: 'official',
    roles: CASEWORK,
    door: 'alerts/official-http',
    throttle: STAFF,
  },
  getAlert: {
    method: 'GET',
    path: '/v1/alerts/{alertId}',
    audience: 'official',
    roles: CASEWORK,
    door: 'alerts/official-http',
    throttle: STAFF,
  },
  acknowledgeAlert: {
    method: 'POST',
    path: '/v1/alerts/{alertId}/acknowledgement',
    audience: 'official',
    roles: CASEWORK,
    door: 'alerts/official-http',
    throttle: STAFF,
  },
  giveAlertOutcome: {
    method: 'POST',
    path: '/v1/alerts/{alertId}/outcome',
    audience: 'official',
    roles: CASEWORK,
    door: 'alerts/official-http',
    throttle: STAFF,
  },

  // The audit, for auditors
  listAudit: {
    method: 'GET',
    path: '/v1/audit',
    audience: 'official',
    roles: ['auditor'],
    door: 'audit/official-http',
    throttle: STAFF,
  },
  startAuditVerification: {
    method: 'POST',
    path: '/v1/audit/verification',
    audience: 'official',
    roles: ['auditor'],
    door: 'audit/official-http',
    throttle: STAFF,
  },
  getAuditVerification: {
    method: 'GET',
    path: '/v1/audit/verification/{verificationId}',
    audience: 'official',
    roles: ['auditor'],
    door: 'audit/official-http',
    throttle: STAFF,
  },

  // A citizen's own data
  getMyRecord: {
    method: 'GET',
    path: '/v1/me/record',
    audience: 'citizen',
    door: 'registry/citizen-http',
    throttle: OPEN,
  },
  getMyTimeline: {
    method: 'GET',
    path: '/v1/me/timeline',
    audience: 'citizen',
    door: 'registry/citizen-http',
    throttle: OPEN,
  },
  getMyAccessLog: {
    method: 'GET',
    path: '/v1/me/access-log',
    audience: 'citizen',
    door: 'registry/citizen-http',
    throttle: OPEN,
  },
  correctMyRecord: {
    method: 'POST',
    path: '/v1/me/corrections',
    audience: 'citizen',
    door: 'registry/citizen-http',
    throttle: INTAKE,
  },

  // Statistics (S12)
  getStatistics: {
    method: 'GET',
    path: '/v1/statistics',
    audience: 'official',
    roles: ['caseworker', 'reviewer', 'operator', 'auditor'],
    door: 'statistics/official-http',
    throttle: STAFF,
  },
  getPublicStatistics: {
    method: 'GET',
    path: '/v1/statistics/public',
    audience: 'public',
    door: 'statistics/public-http',
    throttle: INTAKE,
  },
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
