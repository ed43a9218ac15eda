import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { ProblemCode } from '#shared/reference/problems.ts';
import { type DoorName, type Route, type RouteIdOf, routesOf } from '#shared/reference/routes.ts';
import { faultFields, type Log } from './observability.ts';
import { type Citizen, citizenOf, type Official, officialOf } from './principal.ts';
import { type Facts, type Problem, problem } from './problem.ts';

/** What a route's function is given: the request as the gateway verified it, decoded once. */
export type HttpRequest = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The caller's network address, for quotas; never logged or stored as it is. */
  readonly sourceIp: string;
  readonly requestId: string;
};
export type OfficialRequest = HttpRequest & { readonly official: Official };
export type CitizenRequest = HttpRequest & { readonly citizen: Citizen };

/** What a route answers. `body` goes out as JSON, `bytes` as they are. */
export type HttpResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bytes?: Buffer;
};

type RequestOf<R extends Route> = R['audience'] extends 'official'
  ? OfficialRequest
  : R['audience'] extends 'citizen'
    ? CitizenRequest
    : HttpRequest;

/** One handler a route of the door: a route without one, or one without a route, does not compile. */
export type RouteHandlers<Door extends DoorName> = {
  readonly [Id in RouteIdOf<Door>]: (
    request: RequestOf<typeof import('#shared/reference/routes.ts').routes[Id]>,
  ) => Promise<HttpResponse>;
};
type AnyHandler = (request: HttpRequest & { official?: Official; citizen?: Citizen }) => Promise<HttpResponse>;

const EVERY_ANSWER = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  // Two years; browsers heed it on https only, so that it says nothing on a machine of its own.
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
};
/** Decoded bytes of a body: public doors take 8 KiB, officials' 512 KiB. */
const BODY_LIMIT = { public: 8_192, citizen: 8_192, official: 524_288 } as const;

/** A refusal as a problem document. */
export const problemResponse = (document: Problem, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status: document.status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  body: document,
});

/** A refusal by its code. */
export const refusal = (code: ProblemCode, facts?: Facts): HttpResponse =>
  problemResponse(problem(code, undefined, facts));

const decodeBody = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const defined = (values: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const lowerCase = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(defined(headers)).map(([name, value]) => [name.toLowerCase(), value]));

const requestOf = (event: APIGatewayProxyEventV2): HttpRequest => ({
  path: defined(event.pathParameters),
  query: defined(event.queryStringParameters),
  headers: lowerCase(event.headers),
  body: decodeBody(event),
  sourceIp: event.requestContext.http.sourceIp,
  requestId: event.requestContext.requestId,
});

/** The gateway's part of the event that its library type leaves out: there whenever the route has an authorizer. */
const authorized = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }) });

const claimsOf = (event: APIGatewayProxyEventV2): Readonly<Record<string, unknown>> => {
  const context = authorized.safeParse(event.requestContext);
  return context.success ? context.data.authorizer.jwt.claims : {};
};

/** The gateway's authorizer let the token in; the route table says whether this audience and role may go on. */
const authorise = (
  route: Route,
  event: APIGatewayProxyEventV2,
): { official?: Official; citizen?: Citizen } | ProblemCode => {
  if (route.audience === 'public') return {};
  if (route.audience === 'citizen') {
    const citizen = citizenOf(claimsOf(event));
    return citizen === undefined ? 'role-required' : { citizen };
  }
  const official = officialOf(claimsOf(event));
  const allowed = official?.roles.some((role) => route.roles?.includes(role)) ?? false;
  return official !== undefined && allowed ? { official } : 'role-required';
};

const gatewayAnswer = (response: HttpResponse): APIGatewayProxyStructuredResultV2 => ({
  statusCode: response.status,
  headers: {
    ...EVERY_ANSWER,
    ...(response.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...response.headers,
  },
  ...(response.bytes === undefined
    ? { body: response.body === undefined ? '' : JSON.stringify(response.body) }
    : { body: response.bytes.toString('base64'), isBase64Encoded: true }),
});

/** No id or code is as long, and no table takes a key of any length: what such a path names is not there. Pages say so themselves. */
const LONGEST_PARAMETER = 200;
const isTooLong = (route: Route, { path }: HttpRequest): boolean =>
  route.path.startsWith('/v1/') && Object.values(path).some((value) => value.length > LONGEST_PARAMETER);

const answer = async (route: Route, handle: AnyHandler, event: APIGatewayProxyEventV2): Promise<HttpResponse> => {
  const principal = authorise(route, event);
  if (typeof principal === 'string') return refusal(principal);
  const request = { ...requestOf(event), ...principal };
  if (isTooLong(route, request)) return refusal('not-found');
  return request.body.length > BODY_LIMIT[route.audience] ? refusal('body-too-large') : handle(request);
};

/** Whether a fault will pass by itself: the caller is asked to come again instead of being told of an error. */
const passes = (fault: unknown): boolean =>
  fault instanceof Error &&
  /Throttl|ProvisionedThroughput|TransactionConflict|ServiceUnavailable|Timeout|RequestLimit|ECONNREFUSED/.test(
    `${fault.name} ${fault.message}`,
  );

const faultAnswer = (fault: unknown): HttpResponse =>
  passes(fault)
    ? problemResponse(problem('temporarily-unavailable'), { 'retry-after': '5' })
    : refusal('internal-error');

const guarded = (id: string, route: Route, handle: AnyHandler, log: Log) => async (event: APIGatewayProxyEventV2) => {
  const started = performance.now();
  let response: HttpResponse;
  try {
    response = await answer(route, handle, event);
  } catch (fault) {
    log.error('request failed', { route: id, requestId: event.requestContext.requestId, ...faultFields(fault) });
    response = faultAnswer(fault);
  }
  log.info('request', { route: id, status: response.status, durationMs: Math.round(performance.now() - started) });
  return gatewayAnswer(response);
};

/** The Lambda handler of an HTTP door: the routes that the route table gives to it, each behind audience and role. */
export const httpDoor = <Door extends DoorName>(door: Door, handlers: RouteHandlers<Door>, log: Log) => {
  const byId = new Map<string, AnyHandler>(Object.entries(handlers));
  const table = routesOf(door).map(([id, route]) => {
    const handle = byId.get(id);
    if (handle === undefined) throw new Error(`no handler for route ${id}`);
    return { method: route.method, path: route.path, handler: guarded(id, route, handle, log) };
  });
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(httpRouter({ routes: table }));
};
