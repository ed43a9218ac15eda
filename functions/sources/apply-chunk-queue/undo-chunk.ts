import { noCounts } from '#shared/domain/sources/plan.ts';
import type { SourceBatch, UndoRecord } from '#shared/domain/sources/types.ts';
import { isTakenBack, type Undone, undoEntry } from '#shared/domain/sources/undo.ts';
import type { ChunkDeps } from './deps.ts';
import { inLanes } from './lanes.ts';

/**
 * Takes back what a batch changed under one key; and where the word that it puts there again is of a batch that was itself
 * taken back meanwhile, that one too: it was left then because this one lay above it.
 */
const undoKey = async (record: UndoRecord, batch: SourceBatch, deps: ChunkDeps): Promise<Undone> => {
  const outcome = await undoEntry(record, batch, deps);
  const { batchId, chunk } = record.claim ?? {};
  if (outcome === 'left' || batchId === undefined || chunk === undefined) return outcome;
  const former = await deps.batches.find(batchId);
  if (former === undefined || !isTakenBack(former)) return outcome;
  const older = await deps.parts.wayBack(batchId, chunk, record.sourceKey);
  if (older !== undefined) await undoKey(older, former, deps);
  return outcome;
};

/** Takes back what one part of a batch changed. */
export const undoChunk = async (batch: SourceBatch, chunk: number, deps: ChunkDeps): Promise<void> => {
  const records = await deps.parts.undoOf(batch.batchId, chunk);
  let left = 0;
  await inLanes(
    records,
    ({ personId }) => personId,
    async (record) => {
      if ((await undoKey(record, batch, deps)) === 'left') left += 1;
    },
  );
  await deps.parts.putReceipt(batch.batchId, 'undo', { chunk, rows: 0, ...noCounts(), rejectBytes: 0, left });
};
