import * as z from 'zod';
import { batchStatuses } from '#shared/domain/collisions/types.ts';
import { isDay } from '#shared/kernel/time.ts';
import { departments } from '#shared/reference/departments.ts';
import { feedTypes } from '#shared/reference/feeds.ts';
import { reason, text } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { instant, opaqueId } from './primitives.ts';

/** More rows than this come in several files. */
const MOST_ROWS = 10_000_000;
/** One PUT of S3; compressed files are read in one piece and may be no longer than 256 MB. */
const MOST_BYTES = 5_368_709_120;
const MOST_GZIP_BYTES = 268_435_456;

const column = z
  .object({
    name: z.string(),
    required: z.boolean(),
    unique: z.literal(true).exactOptional(),
    format: z.enum(['id-number', 'name', 'region-code', 'day', 'yuan', 'choice']),
    options: z.array(z.string()).exactOptional(),
    example: z.string(),
  })
  .meta({
    id: 'FeedColumn',
    description: 'A column of the file; `unique`: a second row with the same value is rejected',
  });

/** Answer of `GET /v1/feeds/{type}`. */
export const feedDetail = z
  .object({
    type: z.enum(feedTypes),
    name: text,
    department: z.enum(departments),
    cycle: z.enum(['daily', 'weekly', 'monthly', 'quarterly', 'yearly']),
    columns: z.array(column),
  })
  .meta({ id: 'Feed', description: 'A feed (数据碰撞来源): what its files look like and how often they come' });

/** Answer of `GET /v1/feeds`. */
export const feedList = z.object({ items: z.array(feedDetail) }).meta({ id: 'FeedList' });

/** `2026`, `2026-10` or `2026-10-08`. */
export const period = z
  .string()
  .refine((value) => /^\d{4}$/.test(value) || /^\d{4}-(0[1-9]|1[0-2])$/.test(value) || isDay(value), {
    error: 'wrong-format',
  });

/** Body of `POST /v1/feeds/{type}/batches`. */
export const batchManifestBody = z
  .strictObject({
    rows: z.number().int().min(0).max(MOST_ROWS).meta({ description: 'Rows without the header line' }),
    sha256: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/)
      .transform((hex) => hex.toLowerCase())
      .meta({ description: 'SHA-256 in hex over the bytes as uploaded' }),
    bytes: z.number().int().min(0).max(MOST_BYTES).exactOptional(),
    period,
    sequence: z
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'Only grows; gaps are allowed' }),
    format: z.enum(['csv', 'ndjson']).default('csv'),
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    compression: z.literal('gzip').exactOptional(),
    mode: z.enum(['full', 'delta']).default('full'),
  })
  .refine(({ compression, bytes }) => compression === undefined || bytes === undefined || bytes <= MOST_GZIP_BYTES, {
    error: 'too-large',
    path: ['bytes'],
  })
  .meta({ id: 'BatchManifest', description: 'What the file will be like; nothing is applied until it is' });

/** Answer of `POST /v1/feeds/{type}/batches`. */
export const openedBatch = z
  .object({
    batchId: opaqueId,
    uploadUrl: z.string(),
    uploadHeaders: z.record(z.string(), z.string()),
    expiresAt: instant,
  })
  .meta({ id: 'OpenedBatch', description: 'Where the file is sent: one PUT with these headers' });

/** Answer of `GET /v1/feeds/{type}/batches/{batchId}`. */
export const batchDetail = z
  .object({
    batchId: opaqueId,
    type: z.enum(feedTypes),
    status: z.enum(batchStatuses),
    period: z.string(),
    sequence: z.number().int(),
    mode: z.enum(['full', 'delta']),
    counts: z.object({
      rows: z.number().int(),
      matched: z.number().int().exactOptional(),
      unmatched: z.number().int().exactOptional(),
      rejected: z.number().int(),
    }),
    reasons: z.array(reason),
    rejectsUrl: z.string().exactOptional(),
    uploadUrl: z.string().exactOptional(),
    uploadHeaders: z.record(z.string(), z.string()).exactOptional(),
    expiresAt: instant.exactOptional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Batch', description: 'A file and what became of it; once done, rows = matched + unmatched + rejected' });

const exampleFeed = {
  type: 'death',
  name: { zh: '死亡信息', en: 'Deaths' },
  department: 'civil-affairs',
  cycle: 'daily',
  columns: [
    { name: 'id_number', required: true, unique: true, format: 'id-number', example: '11010519491231002X' },
    { name: 'date', required: true, format: 'day', example: '2025-10-08' },
  ],
} as const;
const exampleOpened = {
  batchId: 'n7Hk2mP4qR6sT8vW0xY1zA',
  uploadUrl: 'https://files.example.org/feeds/death/n7Hk2mP4qR6sT8vW0xY1zA?X-Amz-Signature=…',
  uploadHeaders: { 'content-type': 'text/csv' },
  expiresAt: '2026-11-24T03:00:00.000Z',
} as const;

export const feedOperations = {
  listFeeds: {
    summary: 'The feeds that are compared with the registry',
    responses: { 200: { description: 'All feeds', schema: feedList, example: { items: [exampleFeed] } } },
  },
  getFeed: {
    summary: 'What the files of a feed look like',
    responses: { 200: { description: 'The feed', schema: feedDetail, example: exampleFeed } },
    problems: ['not-found'],
  },
  openFeedBatch: {
    summary: 'Register a file and get the address to send it to',
    description:
      'The comparison begins by itself once the file is there. A file whose hash, size, rows or columns are not as registered is refused and no row of it is applied; the same sequence may then be used again.',
    request: {
      schema: batchManifestBody,
      example: {
        rows: 1204,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        period: '2026-10',
        sequence: 10,
      },
    },
    responses: { 201: { description: 'Registered', schema: openedBatch, example: exampleOpened } },
    problems: [
      'not-found',
      'province-required',
      'batch-sequence',
      'idempotency-key',
      'idempotency-key-reused',
      'conflict',
    ],
  },
  getFeedBatch: {
    summary: 'Where a file stands',
    responses: {
      200: {
        description: 'Its status, counts and rejects',
        schema: batchDetail,
        example: {
          batchId: exampleOpened.batchId,
          type: 'death',
          status: 'done',
          period: '2026-10',
          sequence: 10,
          mode: 'full',
          counts: { rows: 1204, matched: 31, unmatched: 1171, rejected: 2 },
          reasons: [],
          rejectsUrl: 'https://files.example.org/rejects/n7Hk2mP4qR6sT8vW0xY1zA/rejects.csv?X-Amz-Signature=…',
          createdAt: '2026-11-24T02:00:00.000Z',
          updatedAt: '2026-11-24T02:00:09.000Z',
        },
      },
    },
    problems: ['not-found', 'province-required'],
  },
} as const satisfies Record<string, Operation>;
