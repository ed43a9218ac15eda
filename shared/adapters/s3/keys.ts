import type { FileId } from '#shared/domain/collisions/ports.ts';

/** Where the file of a batch is sent to; its arrival there is an event. */
export const fileKey = ({ feed, batchId, folder }: FileId): string => `${folder ?? 'feeds'}/${feed}/${batchId}`;

/** A chunk's part of the reject file, and the whole of it. */
export const rejectPartKey = (batchId: string, chunk: number): string =>
  `rejects/${batchId}/parts/${String(chunk).padStart(5, '0')}.csv`;
export const rejectsKey = (batchId: string): string => `rejects/${batchId}/rejects.csv`;
