import type { ChunkPlan } from './types.ts';

const CHUNK_ROWS = 2_000;
/** More chunks than this are not planned: the chunks grow instead. */
const MOST_CHUNKS = 4_000;

/** Rows of a chunk of a file with so many rows. */
export const chunkRows = (rows: number): number => Math.max(CHUNK_ROWS, Math.ceil(rows / MOST_CHUNKS));

type Open = { firstRow: number; from: number; to: number; rows: number; duplicates: number[] };

/**
 * Cuts a file into chunks at the ends of records, while it is read once. The same file gives the same plan, so that a
 * repeated verification writes what stands there already.
 */
export class ChunkPlanner {
  private readonly size: number;
  private readonly done: ChunkPlan[] = [];
  private open: Open | undefined;
  private row = 0;

  constructor(rows: number) {
    this.size = chunkRows(rows);
  }

  /** One more row: where it begins and ends in bytes, and whether its person stood in the file already. */
  add(from: number, to: number, duplicate: boolean): void {
    this.row += 1;
    this.open ??= { firstRow: this.row, from, to, rows: 0, duplicates: [] };
    this.open.to = to;
    this.open.rows += 1;
    if (duplicate) this.open.duplicates.push(this.row);
    if (this.open.rows === this.size) this.close();
  }

  /** The whole plan, once every row was added. */
  finish(): readonly ChunkPlan[] {
    this.close();
    return this.done;
  }

  private close(): void {
    if (this.open === undefined) return;
    this.done.push({ chunk: this.done.length, ...this.open });
    this.open = undefined;
  }
}
