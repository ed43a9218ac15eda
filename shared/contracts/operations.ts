import * as z from 'zod';
import { feedTypes } from '#shared/reference/feeds.ts';
import type { RouteId, routes } from '#shared/reference/routes.ts';
import { sources } from '#shared/reference/words.ts';
import { alertOperations } from './alerts.ts';
import { auditOperations } from './audit.ts';
import { discoveryOperations, trackingToken } from './discovery.ts';
import { feedOperations } from './feeds.ts';
import { identityOperations } from './identity.ts';
import { meOperations } from './me.ts';
import type { Operation } from './operation.ts';
import { placementOperations } from './placements.ts';
import { opaqueId } from './primitives.ts';
import { referenceOperations } from './reference.ts';
import { registryOperations } from './registry-operations.ts';
import { selfCheckOperations } from './self-check.ts';
import { signInOperations } from './sign-in.ts';
import { sourceOperations } from './sources.ts';
import { statisticsOperations } from './statistics.ts';
import { workOrderOperations } from './work-order-operations.ts';

const HTML = 'text/html';
const page = {
  description: 'The page, in Chinese or English',
  schema: z.string().meta({ id: 'Page', description: 'An HTML page' }),
  example: '<!doctype html><html lang="zh-CN">…</html>',
  contentType: HTML,
} as const;
const noPage = { ...page, description: 'There is no such page' } as const;
const language = z.object({
  lang: z.enum(['zh', 'en']).optional().meta({ description: 'Instead of the language that the browser asks for' }),
});

const pageOperations = {
  showHome: {
    summary: 'The first page of the public pages',
    query: language,
    responses: { 200: page },
  },
  showPage: {
    summary: 'A public page by its name',
    query: language,
    responses: { 200: page, 404: noPage },
  },
  showAsset: {
    summary: 'A file of the public pages; its name carries the hash of its content',
    responses: { 200: { description: 'The file, to be kept for ever', contentType: '*/*' }, 404: noPage },
  },
} as const satisfies Record<string, Operation>;

/** Every route's operation, those of the public pages too; a route without one does not compile. */
export const operations: Readonly<Record<RouteId, Operation>> = {
  ...pageOperations,
  ...referenceOperations,
  ...signInOperations,
  ...discoveryOperations,
  ...placementOperations,
  ...selfCheckOperations,
  ...workOrderOperations,
  ...registryOperations,
  ...identityOperations,
  ...auditOperations,
  ...meOperations,
  ...feedOperations,
  ...sourceOperations,
  ...alertOperations,
  ...statisticsOperations,
};

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;
/** Names between braces in the paths of the route table. */
type PathParameter = ParameterOf<(typeof routes)[RouteId]['path']>;

/** What stands between braces in a path. */
export const pathParameters = {
  page: z.string().meta({ description: 'Name of a page', example: 'report' }),
  file: z.string().meta({ description: 'Name of a file, as a page refers to it' }),
  trackingCode: trackingToken.meta({ description: 'As on the receipt; spaces, hyphens and lower case are read too' }),
  placementId: opaqueId,
  workOrderId: opaqueId,
  duplicateId: opaqueId,
  personId: opaqueId,
  householdId: opaqueId,
  alertId: opaqueId,
  batchId: opaqueId,
  verificationId: opaqueId,
  type: z.enum(feedTypes).meta({ description: 'Type of the feed' }),
  source: z.enum(sources).meta({ description: 'A source of the registry' }),
} as const satisfies Record<PathParameter, z.ZodType>;
