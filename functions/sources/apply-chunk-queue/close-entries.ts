import { closeEntry } from '#shared/domain/sources/close.ts';
import { noCounts } from '#shared/domain/sources/plan.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import type { ChunkDeps } from './deps.ts';
import { inLanes } from './lanes.ts';

/** A part of the closings of a full list. */
export const closeEntries = async (batch: SourceBatch, chunk: number, deps: ChunkDeps): Promise<void> => {
  const closings = await deps.parts.closings(batch.batchId, chunk);
  const counts = noCounts();
  await inLanes(
    closings,
    ({ personId }) => personId,
    async (closing) => {
      counts[await closeEntry(closing, batch, chunk, deps)] += 1;
    },
  );
  await deps.parts.putReceipt(batch.batchId, 'apply', { chunk, rows: 0, ...counts, rejectBytes: 0 });
};
