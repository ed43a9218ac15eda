import type { Instant } from '#shared/kernel/time.ts';
import type { BatchStore, ChunkStore, FeedFiles } from './ports.ts';
import type { BatchCounts, ChunkReceipt, FeedBatch } from './types.ts';

/** The counts of a batch: the sum of its receipts. */
export const sumOf = (receipts: readonly ChunkReceipt[]): BatchCounts =>
  receipts.reduce<BatchCounts>(
    (sum, one) => ({
      rows: sum.rows + one.rows,
      matched: sum.matched + one.matched,
      unmatched: sum.unmatched + one.unmatched,
      rejected: sum.rejected + one.rejected,
    }),
    { rows: 0, matched: 0, unmatched: 0, rejected: 0 },
  );

export type CompleteDeps = { readonly batches: BatchStore; readonly chunks: ChunkStore; readonly files: FeedFiles };

/**
 * Closes a batch whose last receipt is in: counts, one reject file, status `done`. Whoever sees the last receipt does it,
 * the schedule too; doing it twice changes nothing. Whether it is closed.
 */
export const completeBatch = async (batch: FeedBatch, deps: CompleteDeps, at: Instant): Promise<boolean> => {
  if ((batch.received ?? 0) < (batch.chunks ?? 1)) return false;
  const receipts = await deps.chunks.receipts(batch.batchId);
  const counts = sumOf(receipts);
  const rows = counts.matched + counts.unmatched + counts.rejected;
  if (rows !== batch.manifest.rows) throw new Error('the receipts of a batch do not add up to its rows');
  const parts = receipts.filter(({ rejectBytes }) => rejectBytes > 0);
  if (parts.length > 0) await deps.files.joinRejects(batch.batchId, parts);
  // A full file is compared with the full one before it: the few rows of a delta would let any shrinking pass.
  if (batch.manifest.mode === 'full') await deps.batches.rememberRows(batch.feed, batch.batchId, counts.rows);
  return deps.batches.move(batch.batchId, {
    from: ['planned', 'applying'],
    status: 'done',
    at,
    fields: { counts, rejects: parts.length > 0 },
  });
};
