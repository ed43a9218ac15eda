import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createHandler as createOfficial } from '#functions/placements/official-http/door.ts';
import { pagesUrlOf } from '#functions/placements/official-http/pages-url.ts';
import { createHandler as createPublic } from '#functions/placements/public-http/door.ts';
import { qrCodes } from '#shared/adapters/qr-code.ts';
import type { PlacementStore, ScanStore } from '#shared/domain/placements/ports.ts';
import type { Placement } from '#shared/domain/placements/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { covers } from '#shared/kernel/region-code.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
export const HERE = { sub: 'official-1', region: '330102', roles: '[caseworker]' };

export type Call = {
  readonly method?: string;
  readonly body?: unknown;
  readonly claims?: object;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const eventOf = (address: string, call: Call): APIGatewayProxyEventV2 => {
  const url = new URL(address, 'http://localhost');
  const { body, claims = HERE, key = 'a-key-of-enough-letters', headers } = call;
  const method = call.method ?? (body === undefined ? 'GET' : 'POST');
  return {
    version: '2.0',
    rawPath: url.pathname,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
    queryStringParameters: Object.fromEntries(url.searchParams),
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      http: { method, path: url.pathname, sourceIp: '127.0.0.1' },
      requestId: 'request-1',
      authorizer: { jwt: { claims } },
    },
  } as unknown as APIGatewayProxyEventV2;
};

/** Placements in memory, under the same conditions as the table's. */
const memoryPlacements = () => {
  const placements = new Map<string, Placement>();
  const marks = new Map<string, IdempotencyMark>();
  const find = async (id: string) => placements.get(id);
  const scans: ScanStore = {
    find,
    scan: async (id) => {
      const placement = placements.get(id);
      if (placement === undefined) return undefined;
      const counted = placement.state === 'active';
      if (counted) placements.set(id, { ...placement, scans: placement.scans + 1 });
      return { counted, regionCode: placement.regionCode };
    },
  };
  const store: PlacementStore = {
    find,
    create: async (placement, mark) => {
      if (marks.has(mark.keyMac)) return 'repeated';
      marks.set(mark.keyMac, mark);
      placements.set(placement.placementId, placement);
      return 'stored';
    },
    list: async ({ regionCode, after, limit }) => {
      const all = [...placements.values()].filter(
        (one) => covers(regionCode, one.regionCode) && one.placementId > (after ?? ''),
      );
      const next = all.length > limit ? all[limit - 1]?.placementId : undefined;
      return { items: all.slice(0, limit), ...(next === undefined ? {} : { next }) };
    },
    save: async (next) => {
      const before = placements.get(next.placementId);
      if (before?.version !== next.version - 1) return 'stale';
      placements.set(next.placementId, { ...next, scans: before.scans, reports: before.reports });
      return 'saved';
    },
    findMark: async (keyMac) => marks.get(keyMac),
  };
  return { placements, scans, store };
};

/** Both doors of placements with everything outside them in memory; codes are drawn in earnest. */
export const placementWorld = (pagesUrl = 'https://xfm.example.org') => {
  const { placements, scans, store } = memoryPlacements();
  const log = { info: () => undefined, error: () => undefined };
  let drawn = 0;
  const officials = createOfficial({
    store,
    codes: qrCodes,
    pagesUrl: pagesUrlOf(pagesUrl),
    clock: () => NOW,
    newId: () => {
      drawn += 1;
      return `id${String(drawn).padStart(20, '0')}`;
    },
    mac: async (text) => `mac:${text}`,
    log,
  });
  const everybody = createPublic({ store: scans, log });
  const through =
    (handler: typeof officials) =>
    async (address: string, call: Call = {}) => {
      const answer = await handler(eventOf(address, call), {} as Context);
      const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded === true ? 'base64' : 'utf8');
      const text = bytes.toString('utf8');
      const headers: Readonly<Record<string, unknown>> = answer.headers ?? {};
      const isJson = String(headers['content-type'] ?? '').includes('json');
      return { status: answer.statusCode, headers, bytes, text, body: isJson ? JSON.parse(text) : {} };
    };
  return { asOfficial: through(officials), asAnybody: through(everybody), placements };
};
