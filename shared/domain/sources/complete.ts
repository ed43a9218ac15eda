import type { Instant } from '#shared/kernel/time.ts';
import { partsOf } from './batch.ts';
import { sumCounts } from './plan.ts';
import type { SourceBatches, SourceParts } from './ports.ts';
import type { LastList, SourceBatch, SourceReceipt } from './types.ts';
import { isTakenBack } from './undo.ts';

export type CompleteDeps = {
  readonly batches: SourceBatches;
  readonly parts: SourceParts;
  readonly joinRejects: (batchId: string, parts: readonly SourceReceipt[]) => Promise<void>;
};

/** The newest list that holds, of those before a batch that is taken back. */
const lastBefore = async ({ lastBefore: last }: SourceBatch, deps: CompleteDeps): Promise<LastList | undefined> => {
  const batch = last === undefined ? undefined : await deps.batches.find(last.batchId);
  return batch !== undefined && isTakenBack(batch) ? lastBefore(batch, deps) : last;
};

const finishUndo = async (batch: SourceBatch, deps: CompleteDeps, at: Instant): Promise<boolean> => {
  const receipts = await deps.parts.receipts(batch.batchId, 'undo');
  const left = receipts.reduce((sum, receipt) => sum + (receipt.left ?? 0), 0);
  await deps.batches.forgetLast(batch.source, batch.batchId, await lastBefore(batch, deps));
  const move = { from: ['applying'], status: 'undone', at, fields: { left } } as const;
  return (await deps.batches.move(batch.batchId, move)) === 'moved';
};

const finishApply = async (batch: SourceBatch, deps: CompleteDeps, at: Instant): Promise<boolean> => {
  const { batchId, source, manifest } = batch;
  const receipts = await deps.parts.receipts(batchId, 'apply');
  const counts = sumCounts(receipts);
  if (counts.rows !== manifest.rows) throw new Error('the receipts of a batch do not add up to its rows');
  const rejected = receipts.filter(({ rejectBytes }) => rejectBytes > 0);
  if (rejected.length > 0) await deps.joinRejects(batchId, rejected);
  if (manifest.mode === 'full') {
    await deps.batches.rememberLast(source, { batchId, period: manifest.period, rows: counts.rows, at });
  }
  const fields = { counts, rejects: rejected.length > 0 };
  return (await deps.batches.move(batchId, { from: ['applying'], status: 'done', at, fields })) === 'moved';
};

/**
 * Closes a pass of a batch whose last receipt is in. Whoever sees the last receipt does it, the schedule too; doing it
 * twice changes nothing. Whether it is closed.
 */
export const completeSourceBatch = async (batch: SourceBatch, deps: CompleteDeps, at: Instant): Promise<boolean> => {
  if (batch.status !== 'applying' || (batch.received ?? 0) < partsOf(batch)) return false;
  return batch.pass === 'undo' ? finishUndo(batch, deps, at) : finishApply(batch, deps, at);
};
