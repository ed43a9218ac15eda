import type { Reason } from '#shared/kernel/text.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { FeedType } from '#shared/reference/feeds.ts';

/** Where a batch stands. */
export const batchStatuses = [
  'awaiting-file',
  'verifying',
  'planned',
  'held',
  'applying',
  'done',
  'refused',
  'expired',
  'undone',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** What the operator says of the file before it comes; nothing applies until the file is like that. */
export type Manifest = {
  /** Rows without the header line. */
  readonly rows: number;
  /** SHA-256 over the bytes as uploaded, in hex. */
  readonly sha256: string;
  readonly bytes?: number;
  readonly period: string;
  readonly sequence: number;
  readonly format: 'csv' | 'ndjson';
  readonly encoding: 'utf-8' | 'gb18030';
  readonly compression?: 'gzip';
  readonly mode: 'full' | 'delta';
};

export type BatchCounts = {
  readonly rows: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly rejected: number;
};

/** A file of a feed and what became of it. */
export type FeedBatch = {
  readonly batchId: string;
  readonly feed: FeedType;
  readonly manifest: Manifest;
  readonly status: BatchStatus;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Until when the file is awaited. */
  readonly expiresAt: Instant;
  /** The version of the object that was verified: the one that is read, whatever is uploaded later. */
  readonly versionId?: string;
  /** Column names in the order of the file. */
  readonly columns?: readonly string[];
  readonly chunks?: number;
  /** Chunks whose receipt is in. */
  readonly received?: number;
  /** Receipts at the last look of the schedule: more of them means that it goes on. */
  readonly seen?: number;
  readonly counts?: BatchCounts;
  readonly reasons: readonly Reason[];
  /** Whether there is a reject file. */
  readonly rejects?: boolean;
};

/** What a look at the whole file found. */
export type Inspection = {
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly rejected: number;
  readonly columns: readonly string[];
  readonly text: TextTally;
};

/** How many records have other than ASCII characters, and in which encodings these can be read. */
export type TextTally = { readonly beyondAscii: number; readonly asDeclared: number; readonly asUtf8: number };

/** A part of a file: a range of rows and, where the file can be read from its middle, of bytes. */
export type ChunkPlan = {
  readonly chunk: number;
  /** Number of its first row in the file, the first row below the header being 1. */
  readonly firstRow: number;
  readonly rows: number;
  /** Bytes from (included) and to (not included). */
  readonly from: number;
  readonly to: number;
  /** Rows whose identity number stood in an earlier row of the file already. */
  readonly duplicates: readonly number[];
  /** The day by which its rows were judged: whoever takes them after midnight judges them by the same. */
  readonly day?: Day;
};

/** What a chunk came to: written once, whatever is repeated. */
export type ChunkReceipt = BatchCounts & {
  readonly chunk: number;
  /** Bytes of its part of the reject file; 0 without one. */
  readonly rejectBytes: number;
};

/** A row that was read and checked. */
export type FeedRow =
  | (RowBase & { readonly feed: 'death' })
  | (RowBase & { readonly feed: 'marriage'; readonly event: 'married' | 'divorced' })
  | (RowBase & { readonly feed: 'medical-expense'; readonly amountFen: number });
type RowBase = { readonly idNumber: string; readonly regionCode?: string; readonly date: Day };

/** One row that could not be taken, in words for whoever mends the file; the number is masked. */
export type RejectedRow = {
  readonly row: number;
  readonly field: string;
  readonly code: string;
  readonly idNumber: string;
};
