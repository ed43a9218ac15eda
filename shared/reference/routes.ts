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

  // Statistics (S12)
  getStatistics: {
    method: 'GET',
    path: '/v1/statistics',
    audience: 'official',
    roles: ['caseworker', 'reviewer', 'operator', 'auditor'],
    door: 'statistics/official-http',
    throttle: STAFF,
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
