import { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Operation } from '#shared/contracts/operation.ts';
import { problemDocument } from '#shared/contracts/problem.ts';
import { problem } from '#shared/edge/problem.ts';
import { type ProblemCode, problems } from '#shared/reference/problems.ts';
import type { Route } from '#shared/reference/routes.ts';

const PROBLEM_JSON = 'application/problem+json';
const PAGES = 'pages/public-http';

/** Of the codes of status 400, those that stand on the document itself; the others are codes of fields within it. */
const WHOLE_REQUEST: readonly ProblemCode[] = [
  'invalid-request',
  'body-not-json',
  'body-missing',
  'idempotency-key',
  'cursor',
];
const isOfAField = (code: ProblemCode): boolean => problems[code].status === 400 && !WHOLE_REQUEST.includes(code);

/** What the gateway answers before a function is asked, in its own form. */
const GATEWAY: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
const gatewayMessage = z.object({ message: z.string() }).meta({
  id: 'GatewayMessage',
  description:
    'What the gateway itself answers: no route (404), no or a bad token (401, 403), throttled (429), a function that gave no answer (500, 503)',
});

/** Answers that many routes have in the same form. */
const SHARED: Readonly<Record<string, { readonly status: number; readonly codes: readonly ProblemCode[] }>> = {
  Unauthorized: { status: 401, codes: [] },
  Forbidden: { status: 403, codes: ['role-required'] },
  NotFound: { status: 404, codes: ['not-found'] },
  PreconditionFailed: { status: 412, codes: ['precondition-failed'] },
  ContentTooLarge: { status: 413, codes: ['body-too-large'] },
  UnsupportedMediaType: { status: 415, codes: ['media-type'] },
  IdempotencyKeyReused: { status: 422, codes: ['idempotency-key-reused'] },
  TooManyRequests: { status: 429, codes: [] },
  InternalError: { status: 500, codes: ['internal-error'] },
  Unavailable: { status: 503, codes: ['temporarily-unavailable'] },
};

/** Every code that a route may answer with, its own and those that its kind has. */
export const codesOf = (route: Route, { request, query, problems: own = [] }: Operation): readonly ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...(route.door !== PAGES && (request ?? query) !== undefined ? (['invalid-request'] as const) : []),
    ...(request === undefined ? [] : (['body-not-json', 'body-missing', 'media-type', 'body-too-large'] as const)),
    ...(own.includes('idempotency-key-reused') ? (['idempotency-key'] as const) : []),
    ...(route.audience === 'public' ? [] : (['role-required'] as const)),
    ...own,
    'internal-error',
    'temporarily-unavailable',
  ]),
];

const line = (code: ProblemCode): string => `- \`${code}\`: ${problems[code].en} ${problems[code].zh}`;

const described = (status: number, codes: readonly ProblemCode[], fields: readonly ProblemCode[]): string => {
  const gateway = GATEWAY[status];
  return [
    ...codes.map(line),
    ...(gateway === undefined ? [] : [`- \`{"message": "${gateway}"}\`: the gateway itself`]),
    ...(fields.length === 0 ? [] : ['', 'Codes of fields, beside those of form and length:', ...fields.map(line)]),
  ].join('\n');
};

const problemContent = (codes: readonly ProblemCode[]) => ({
  schema: problemDocument,
  examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
});

const retryAfter = {
  'Retry-After': { description: 'Seconds after which to come again', schema: { type: 'integer' as const } },
};

const response = (
  status: number,
  codes: readonly ProblemCode[],
  fields: readonly ProblemCode[] = [],
): ZodOpenApiResponseObject => {
  const gateway = GATEWAY[status];
  return {
    description: described(status, codes, fields),
    ...(codes.length === 0 ? {} : { 'x-codes': codes }),
    ...(fields.length === 0 ? {} : { 'x-field-codes': fields }),
    ...(codes.includes('temporarily-unavailable') ? { headers: retryAfter } : {}),
    content: {
      ...(codes.length === 0 ? {} : { [PROBLEM_JSON]: problemContent(codes) }),
      ...(gateway === undefined
        ? {}
        : { 'application/json': { schema: gatewayMessage, example: { message: gateway } } }),
    },
  };
};

/** The shared answers, to stand among the components. */
export const sharedResponses = (): Record<string, ZodOpenApiResponseObject> =>
  Object.fromEntries(Object.entries(SHARED).map(([name, { status, codes }]) => [name, response(status, codes)]));

const nameOfShared = (status: number, codes: readonly ProblemCode[]): string | undefined =>
  Object.entries(SHARED).find(([, one]) => one.status === status && one.codes.join() === codes.join())?.[0];

const gatewayStatuses = ({ audience, path, door }: Route): readonly number[] => [
  ...(audience === 'public' ? [] : [401]),
  ...(door !== PAGES && path.includes('{') ? [404] : []),
  429,
];

/** What a route answers when it refuses or fails, by status. */
export const problemResponses = (route: Route, operation: Operation): ZodOpenApiResponsesObject => {
  const codes = codesOf(route, operation);
  const ofDocument = codes.filter((code) => !isOfAField(code));
  const fields = codes.filter(isOfAField);
  const statuses = new Set([...ofDocument.map((code) => problems[code].status), ...gatewayStatuses(route)]);
  return Object.fromEntries(
    [...statuses].map((status) => {
      const ofStatus = ofDocument.filter((code) => problems[code].status === status);
      const shared = nameOfShared(status, ofStatus);
      const own = () => response(status, ofStatus, status === 400 ? fields : []);
      return [`${status}`, shared === undefined ? own() : { $ref: `#/components/responses/${shared}` }];
    }),
  );
};

/** An example of every problem that a route names, to stand among the components. */
export const problemExamples = (codes: Iterable<ProblemCode>) =>
  Object.fromEntries(
    [...new Set(codes)]
      .filter((code) => !isOfAField(code))
      .sort()
      .map((code) => [code, { summary: problems[code].en, value: exampleOf(code) }]),
  );

const exampleOf = (code: ProblemCode) => {
  const { zh, en } = problems.required;
  const errors = [{ path: '/subject/name', code: 'required', message: { zh, en } }];
  return code === 'invalid-request' ? problem(code, errors) : problem(code);
};
