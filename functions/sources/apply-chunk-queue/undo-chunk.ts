import { noCounts } from '#shared/domain/sources/plan.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { undoEntry } from '#shared/domain/sources/undo.ts';
import type { ChunkDeps } from './deps.ts';
import { inLanes } from './lanes.ts';

/** Takes back what one part of a batch changed. */
export const undoChunk = async (batch: SourceBatch, chunk: number, deps: ChunkDeps): Promise<void> => {
  const records = await deps.parts.undoOf(batch.batchId, chunk);
  let left = 0;
  await inLanes(
    records,
    ({ personId }) => personId,
    async (record) => {
      if ((await undoEntry(record, batch, deps)) === 'left') left += 1;
    },
  );
  await deps.parts.putReceipt(batch.batchId, 'undo', { chunk, rows: 0, ...noCounts(), rejectBytes: 0, left });
};
