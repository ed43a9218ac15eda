import * as z from 'zod';
import { batchStatuses } from '#shared/domain/collisions/types.ts';
import { feedTypes } from '#shared/reference/feeds.ts';
import { day, reason } from '../light-primitives.ts';
import { instant } from '../primitives.ts';

const counts = {
  rows: z.number().int(),
  matched: z.number().int(),
  unmatched: z.number().int(),
  rejected: z.number().int(),
};

/** `BATCH#batchId / STATE` in the feeds table; `waiting*` are the keys of the sparse index of what is not finished. */
export const feedBatchRecord = z.object({
  batchId: z.string(),
  feed: z.enum(feedTypes),
  manifest: z.object({
    rows: z.number().int(),
    sha256: z.string(),
    bytes: z.number().int().exactOptional(),
    period: z.string(),
    sequence: z.number().int(),
    format: z.enum(['csv', 'ndjson']),
    encoding: z.enum(['utf-8', 'gb18030']),
    compression: z.literal('gzip').exactOptional(),
    mode: z.enum(['full', 'delta']),
  }),
  status: z.enum(batchStatuses),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  versionId: z.string().exactOptional(),
  columns: z.array(z.string()).exactOptional(),
  chunks: z.number().int().exactOptional(),
  received: z.number().int().exactOptional(),
  seen: z.number().int().exactOptional(),
  counts: z.object(counts).exactOptional(),
  reasons: z.array(reason),
  rejects: z.boolean().exactOptional(),
});

/** `FEED#type / HEAD`: the newest claim of the feed's sequence. */
export const sequenceHeadRecord = z.object({
  sequence: z.number().int(),
  batchId: z.string(),
  floor: z.number().int(),
});

/** `FEED#type / SEQUENCE#number`: which file had which sequence. */
export const sequenceEntryRecord = z.object({ batchId: z.string(), sha256: z.string() });

/** `FEED#type / LAST`: the newest full batch that was applied. */
export const lastBatchRecord = z.object({ batchId: z.string(), rows: z.number().int() });

/** `BATCH#batchId / PLAN#chunk`. */
export const chunkPlanRecord = z.object({
  chunk: z.number().int(),
  firstRow: z.number().int(),
  rows: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  duplicates: z.array(z.number().int()),
  day: z.exactOptional(day),
});

/** `BATCH#batchId / RECEIPT#chunk`. */
export const chunkReceiptRecord = z.object({ chunk: z.number().int(), ...counts, rejectBytes: z.number().int() });

/**
 * An object came into the bucket: what is read of EventBridge's event, and what the schedule sends in its place. An event
 * that names no version stands for the newest.
 */
export const fileArrived = z.object({
  detail: z.object({ object: z.object({ key: z.string(), 'version-id': z.string().exactOptional() }) }),
});
export type FileArrived = z.output<typeof fileArrived>;

/** Chunks of a batch that wait for a worker. */
export const chunkWork = z.object({ batchId: z.string(), chunk: z.number().int() });
export type ChunkWork = z.output<typeof chunkWork>;
