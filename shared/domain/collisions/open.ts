import type { Instant } from '#shared/kernel/time.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import type { FeedBatch, Manifest } from './types.ts';

const MINUTE_MS = 60_000;
const FILE_AWAITED_MS = 24 * 60 * MINUTE_MS;

/** An instant so many minutes from now. */
export const inMinutes = (now: Date, minutes: number): Instant =>
  new Date(now.getTime() + minutes * MINUTE_MS).toISOString();

/** A batch as it is registered: its file is awaited for 24 hours, and first looked for after a minute. */
export const openBatch = (
  batchId: string,
  feed: FeedType,
  manifest: Manifest,
  now: Date,
): { readonly batch: FeedBatch; readonly lookAt: Instant } => {
  const at = now.toISOString();
  const expiresAt = new Date(now.getTime() + FILE_AWAITED_MS).toISOString();
  const batch: FeedBatch = {
    batchId,
    feed,
    manifest,
    status: 'awaiting-file',
    createdAt: at,
    updatedAt: at,
    expiresAt,
    reasons: [],
  };
  return { batch, lookAt: inMinutes(now, 1) };
};
