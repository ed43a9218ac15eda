import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import type { Operation } from '#shared/contracts/operation.ts';
import { operations, pathParameters } from '#shared/contracts/operations.ts';
import { type Route, type RouteId, routes } from '#shared/reference/routes.ts';
import { isObject, type JsonObject, objectAt } from './json.ts';
import { info, securitySchemes, tags } from './openapi-words.ts';
import { codesOf, problemExamples, problemResponses, sharedResponses } from './problem-responses.ts';
import { tidy } from './tidy.ts';

const JSON_TYPE = 'application/json';

/** Ids of the route table with their routes and operations, in its order. */
const table: readonly (readonly [RouteId, Route, Operation])[] = (() => {
  const isRouteId = (id: string): id is RouteId => Object.hasOwn(operations, id);
  return Object.entries<Route>(routes).flatMap(([id, route]) =>
    isRouteId(id) ? [[id, route, operations[id]] as const] : [],
  );
})();

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{16,200}$/)
  .meta({
    description:
      'Known for 30 days: the same key and body get the first answer again and change nothing, the same key with another body is 422',
    example: '5b0f9c1e-7d3a-4c52-9a86-0e4f2d71b3c8',
  });
const ifMatch = z
  .string()
  .optional()
  .meta({ description: 'The `ETag` of what was read; 412 when it has changed since', example: '"1"' });

const headersOf = ({ headers, problems = [] }: Operation) =>
  z.object({
    ...headers?.shape,
    ...(problems.includes('idempotency-key-reused') ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(problems.includes('precondition-failed') ? { 'If-Match': ifMatch } : {}),
  });

const parametersOf = ({ path }: Route, operation: Operation) => {
  const named = Object.entries(pathParameters).filter(([name]) => path.includes(`{${name}}`));
  return {
    path: z.object(Object.fromEntries(named)),
    ...(operation.query === undefined ? {} : { query: operation.query }),
    header: headersOf(operation),
  };
};

const etag = {
  ETag: { description: 'The version, for `If-Match`', schema: { type: 'string' as const }, example: '"1"' },
};

const success = (given: Operation['responses'][number]): ZodOpenApiResponseObject => {
  const { schema, example } = given;
  const content = {
    ...(schema === undefined ? {} : { schema }),
    ...(example === undefined ? {} : { example }),
  };
  return {
    description: given.description,
    ...(given.etag === true ? { headers: etag } : {}),
    content: { [given.contentType ?? JSON_TYPE]: content },
  };
};

const rolesOf = ({ roles = [] }: Route): string => (roles.length === 0 ? '' : `One of the roles ${roles.join(', ')}.`);

const operationObject = (id: RouteId, route: Route, operation: Operation): ZodOpenApiOperationObject => {
  const description = [operation.description ?? '', rolesOf(route)].filter((text) => text !== '').join('\n\n');
  const { request } = operation;
  return {
    operationId: id,
    tags: [route.door.split('/')[0] ?? ''],
    summary: operation.summary,
    ...(description === '' ? {} : { description }),
    security: route.audience === 'public' ? [] : [{ [route.audience]: [] }],
    ...(route.roles === undefined ? {} : { 'x-roles': route.roles }),
    'x-throttle': route.throttle,
    requestParams: parametersOf(route, operation),
    ...(request === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: request.schema, example: request.example } },
          },
        }),
    responses: {
      ...Object.fromEntries(Object.entries(operation.responses).map(([status, given]) => [status, success(given)])),
      ...problemResponses(route, operation),
    },
  };
};

const METHODS = { GET: 'get', POST: 'post', PATCH: 'patch' } as const;

const paths = (): ZodOpenApiPathsObject => {
  const byPath: ZodOpenApiPathsObject = {};
  for (const [id, route, operation] of table) {
    const item = byPath[route.path] ?? {};
    byPath[route.path] = { ...item, [METHODS[route.method]]: operationObject(id, route, operation) };
  }
  return byPath;
};

/** A reference says all; zod closes it once more where a description stands beside it. */
const withoutLeftovers = (_: string, value: unknown): unknown => {
  if (!isObject(value) || value['$ref'] === undefined) return value;
  const { additionalProperties: __, ...kept } = value;
  return kept;
};

/** The OpenAPI document of all routes. */
export const openApi = (version: string): JsonObject => {
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: { ...info, version },
      servers: [{ url: '/', description: 'The address that this document came from' }],
      tags: tags(table.map(([, { door }]) => door.split('/')[0] ?? '')),
      paths: paths(),
      components: {
        securitySchemes,
        responses: sharedResponses(),
        examples: problemExamples(table.flatMap(([, route, operation]) => codesOf(route, operation))),
      },
    },
    { override: tidy },
  );
  return objectAt(JSON.parse(JSON.stringify(document, withoutLeftovers)));
};
