import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import type { BatchStatus, ChunkPlan, ChunkReceipt, FeedBatch, Manifest, RejectedRow, TextTally } from './types.ts';

/** The newest claim of a feed's sequence: `floor` is what held before it, should its batch come to nothing. */
export type SequenceHead = { readonly sequence: number; readonly batchId: string; readonly floor: number };
/** Which batch has which sequence. */
export type SequenceEntry = { readonly batchId: string; readonly sha256: string };

export type Opening = {
  readonly batch: FeedBatch;
  /** When the schedule first looks for the file. */
  readonly lookAt: Instant;
  readonly head: SequenceHead;
  /** The claim that was read: it must still stand. */
  readonly before?: SequenceHead;
  readonly mark: IdempotencyMark;
};

/** What a step of a batch changes; it is taken only from one of the statuses in `from`. */
export type BatchMove = {
  readonly from: readonly BatchStatus[];
  readonly status: BatchStatus;
  readonly at: Instant;
  /** When the schedule looks at it next; without one it is not looked at again. */
  readonly lookAt?: Instant;
  readonly fields?: Partial<
    Pick<FeedBatch, 'versionId' | 'columns' | 'chunks' | 'received' | 'seen' | 'counts' | 'reasons' | 'rejects'>
  >;
};

/** Batches: manifests, claims of sequences, states. Every read is strongly consistent but `waiting`. */
export type BatchStore = {
  readonly find: (batchId: string) => Promise<FeedBatch | undefined>;
  readonly move: (batchId: string, move: BatchMove) => Promise<boolean>;
  /** Batches that are to be looked at by now, the longest waiting first. */
  readonly waiting: (now: Instant, limit: number) => Promise<readonly string[]>;
  /** Rows of the newest full batch of a feed that was applied. */
  readonly lastRows: (feed: FeedType) => Promise<number | undefined>;
  readonly rememberRows: (feed: FeedType, batchId: string, rows: number) => Promise<void>;
};

/** Claims of sequences: only the door of officials makes them. */
export type SequenceStore = {
  readonly head: (feed: FeedType) => Promise<SequenceHead | undefined>;
  readonly entry: (feed: FeedType, sequence: number) => Promise<SequenceEntry | undefined>;
  readonly open: (opening: Opening) => Promise<'opened' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};

/** The parts of a batch and their receipts. */
export type ChunkStore = {
  /** The same plan may be written again. */
  readonly writePlan: (batchId: string, plan: readonly ChunkPlan[]) => Promise<void>;
  readonly plan: (batchId: string, chunk: number) => Promise<ChunkPlan | undefined>;
  readonly plans: (batchId: string) => Promise<readonly ChunkPlan[]>;
  readonly receipts: (batchId: string) => Promise<readonly ChunkReceipt[]>;
  readonly hasReceipt: (batchId: string, chunk: number) => Promise<boolean>;
  /** Counts for the batch once; a receipt that is there already stays as it is. */
  readonly putReceipt: (batchId: string, receipt: ChunkReceipt) => Promise<void>;
};

/** One record as it stood in the file. `fields` is missing where it is no row of the file's form. */
export type RawRecord = {
  /** Where the next record begins, in bytes of the file (of the inflated one, where it came compressed). */
  readonly end: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly fault?: 'row-encoding' | 'row-columns' | 'row-not-json';
};

/** A file being read. What the whole says (`seen`) is right once the records have been read to the end. */
export type FileReading = {
  readonly records: AsyncIterable<RawRecord>;
  /** Where the first row begins, in bytes; known once the first record is read. */
  readonly start: () => number;
  readonly seen: () => {
    readonly sha256: string;
    readonly bytes: number;
    readonly columns: readonly string[];
    readonly text: TextTally;
  };
};

export type FileVersion = { readonly versionId: string; readonly bytes: number };

/** A file whose bytes are not what they are said to be; it can never be read, whatever is tried. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
  readonly code: 'file-not-gzip' | 'file-not-csv' | 'file-too-large';
  constructor(code: UnreadableFile['code']) {
    super(code);
    this.code = code;
  }
}

/** Which file: of a feed, or in the folder of the registry's sources by the name of the source. */
export type FileId = { readonly batchId: string; readonly feed: string; readonly folder?: 'sources' };
type FileForm = Pick<Manifest, 'format' | 'encoding' | 'compression'>;

/** Files of departments and the rejects of their rows. */
export type FeedFiles = {
  /** The newest version of a batch's file, if there is one. */
  readonly newest: (file: FileId) => Promise<FileVersion | undefined>;
  /** The whole file, in that version. */
  readonly read: (file: FileId & { readonly versionId: string }, form: FileForm) => Promise<FileReading>;
  /** The records of a part of a file that is not compressed. */
  readonly readPart: (
    file: FileId & { readonly versionId: string; readonly columns: readonly string[] },
    form: FileForm,
    part: Pick<ChunkPlan, 'from' | 'to'>,
  ) => Promise<AsyncIterable<RawRecord>>;
  /** Writes a chunk's part of the reject file; its size in bytes. */
  readonly putRejects: (batchId: string, chunk: number, rows: readonly RejectedRow[]) => Promise<number>;
  /** Makes one reject file of the parts of these chunks, in their order. */
  readonly joinRejects: (
    batchId: string,
    parts: readonly Pick<ChunkReceipt, 'chunk' | 'rejectBytes'>[],
  ) => Promise<void>;
};

/** Addresses by which an operator sends a file and fetches its rejects; each is good for a while. */
export type FileLinks = {
  readonly upload: (file: FileId) => Promise<{ url: string; headers: Record<string, string>; expiresAt: Instant }>;
  readonly rejects: (batchId: string) => Promise<string>;
};

/** Work that waits for a function. */
export type BatchWork = {
  readonly verify: (file: FileId & { readonly versionId: string }) => Promise<void>;
  readonly collide: (batchId: string, chunks: readonly number[]) => Promise<void>;
};
