import type { FeedBatch } from '#shared/domain/collisions/types.ts';

type FileId = Pick<FeedBatch, 'batchId' | 'feed'>;

/** Where the file of a batch is sent to; its arrival there is an event. */
export const fileKey = ({ feed, batchId }: FileId): string => `feeds/${feed}/${batchId}`;

/** A chunk's part of the reject file, and the whole of it. */
export const rejectPartKey = (batchId: string, chunk: number): string =>
  `rejects/${batchId}/parts/${String(chunk).padStart(5, '0')}.csv`;
export const rejectsKey = (batchId: string): string => `rejects/${batchId}/rejects.csv`;
