import * as z from 'zod';
import { placementStates } from '#shared/reference/words.ts';
import { localRegionCode, regionCode } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { cursor, freeText, instant, limit, opaqueId, placeName } from './primitives.ts';

const count = z.int().min(0);
const state = z.enum(placementStates);

/** Body of `POST /v1/placements`. */
export const placementBody = z
  .strictObject({ name: placeName, regionCode: localRegionCode })
  .meta({ id: 'NewPlacement', description: 'A place where a code is to hang: a hall, a bus stop, a village board' });

/** Body of `PATCH /v1/placements/{placementId}`. */
export const placementPatch = z
  .strictObject({
    name: placeName.exactOptional(),
    state: state.exactOptional().meta({ description: 'A code that is `off` leads to a page that says where to turn' }),
    reason: freeText.exactOptional().meta({ description: 'Why it is switched off; kept while it is' }),
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'required' })
  .meta({ id: 'PlacementPatch', description: 'What is to change' });

/** Query of `GET /v1/placements`. */
export const placementsQuery = z.strictObject({
  regionCode: z.exactOptional(regionCode).meta({ description: "The caller's own region where none is named" }),
  limit,
  cursor: cursor.exactOptional(),
});

/** Query of the drawings of a code. */
export const codeQuery = z.strictObject({
  network: z
    .literal('true')
    .exactOptional()
    .meta({ description: "Stage `local` only: with the machine's address in its network, for a phone beside it" }),
});

const shown = { placementId: opaqueId, name: z.string(), regionCode, regionName: z.string(), state };

/** Answer of `GET /v1/placements/{placementId}`: what anybody may know. */
export const publicPlacement = z.object(shown).meta({ id: 'PublicPlacement', description: 'Where a code hangs' });
/** A placement as officials see it. */
export const placementView = z
  .object({
    ...shown,
    reason: z.string().exactOptional(),
    scans: count,
    reports: count,
    createdAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Placement', description: 'A place where a code hangs, how often it was scanned and reported by' });
/** Answer of `GET /v1/placements`. */
export const placementList = z
  .object({ items: z.array(placementView), nextCursor: z.string().exactOptional() })
  .meta({ id: 'PlacementList' });
/** Answer of `POST /v1/placements`. */
export const placementCreated = z.object({ placementId: opaqueId }).meta({ id: 'PlacementCreated' });

const example = {
  placementId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  name: '清波街道便民服务中心',
  regionCode: '330102001',
  regionName: '浙江省杭州市上城区清波街道',
  state: 'active',
} as const;
const fullExample = { ...example, scans: 41, reports: 3, createdAt: '2026-11-24T02:00:00.000Z', version: 1 } as const;
const file = (description: string, contentType: string) => ({ 200: { description, contentType } });

export const placementOperations = {
  openPlacement: {
    summary: 'What a code leads to: counts the scan and goes on to the home page, or to where to turn',
    query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
    responses: {
      303: { description: 'To the home page with `placement` and `region`, or to the page for a code that is off' },
    },
  },
  getPlacement: {
    summary: 'Where a code hangs, and whether it is in use',
    responses: {
      200: { description: 'The placement as anybody may know it', etag: true, schema: publicPlacement, example },
    },
    problems: ['not-found'],
  },
  createPlacement: {
    summary: 'Make a placement: its code can be printed at once',
    request: { schema: placementBody, example: { name: example.name, regionCode: example.regionCode } },
    responses: {
      201: {
        description: 'Made',
        etag: true,
        schema: placementCreated,
        example: { placementId: example.placementId },
      },
    },
    problems: ['region-unknown', 'region-outside-scope', 'conflict', 'idempotency-key-reused'],
  },
  listPlacements: {
    summary: 'Placements of a region in the order in which they were made, with scans and reports',
    query: placementsQuery,
    responses: { 200: { description: 'One page', schema: placementList, example: { items: [fullExample] } } },
    problems: ['region-outside-scope', 'cursor'],
  },
  changePlacement: {
    summary: 'Rename a placement, or switch it off or on',
    request: { schema: placementPatch, example: { state: 'off', reason: '站牌已拆除。' } },
    responses: {
      200: {
        description: 'Changed',
        etag: true,
        schema: placementView,
        example: { ...fullExample, state: 'off', reason: '站牌已拆除。', version: 2 },
      },
    },
    problems: ['not-found', 'precondition-required', 'precondition-failed'],
  },
  getPoster: {
    summary: 'A poster of the placement to print in A4, in Chinese and English',
    query: codeQuery,
    responses: file('The poster: one HTML document with everything in it', 'text/html'),
    problems: ['not-found'],
  },
  getCodeSvg: {
    summary: 'The QR code of a placement as SVG',
    query: codeQuery,
    responses: file('The code', 'image/svg+xml'),
    problems: ['not-found'],
  },
  getCodePng: {
    summary: 'The QR code of a placement as PNG',
    query: codeQuery,
    responses: file('The code', 'image/png'),
    problems: ['not-found'],
  },
} as const satisfies Record<string, Operation>;
