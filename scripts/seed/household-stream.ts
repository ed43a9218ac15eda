import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { csvPart } from '#shared/adapters/s3/csv-records.ts';
import { textReader } from '#shared/adapters/s3/text-reader.ts';
import type { Day } from '#shared/kernel/time.ts';
import { fileIn } from './source-files.ts';
import { columnsOf, type FileName, type FileRow, readRow } from './source-rows.ts';

/** A row that was not taken: its file, the byte at which it begins, and what is wrong. */
export type Reject = { readonly file: FileName; readonly at: number; readonly field: string; readonly code: string };
/** Where the next unread record of each file begins. */
export type Positions = Readonly<Record<string, number>>;
/** All rows of one household, whatever file they stand in. */
export type HouseholdRows = { readonly key: string; readonly rows: readonly FileRow[] };

type Head = { readonly row: FileRow; readonly start: number };
type Reader = { readonly today: Day; readonly reject: (reject: Reject) => void };

const HEADER_BYTES = 1_024;

/** Where the first record begins; a header that is not the expected one is a fault. */
const afterHeader = async (folder: string, file: FileName): Promise<number> => {
  await using handle = await open(fileIn(folder, file));
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  const header = `${columnsOf(file).join(',')}\n`;
  if (!buffer.subarray(0, bytesRead).toString('utf8').startsWith(header)) {
    throw new Error(`${fileIn(folder, file)} has another header than ${header.trim()}`);
  }
  return Buffer.byteLength(header);
};

/** Reads one file record by record, with the next one in sight. */
class FileCursor {
  head: Head | undefined;
  private at: number;
  private readonly start: number;
  private readonly records: ReturnType<typeof csvPart>;
  private readonly file: FileName;
  private readonly reader: Reader;

  constructor(folder: string, at: { file: FileName; start: number }, reader: Reader) {
    this.file = at.file;
    this.start = at.start;
    this.at = at.start;
    this.reader = reader;
    const bytes = createReadStream(fileIn(folder, at.file), { start: at.start, highWaterMark: 1 << 18 });
    this.records = csvPart(bytes, textReader('utf-8'), columnsOf(at.file));
  }

  /** The place of the record in sight, or the end of what was read. */
  get position(): number {
    return this.head?.start ?? this.at;
  }

  async advance(): Promise<void> {
    this.head = undefined;
    while (true) {
      const next = await this.records.next();
      if (next.done === true) return;
      const start = this.at;
      this.at = this.start + next.value.end;
      const { fields, fault: unreadable = 'wrong-value' } = next.value;
      const row = fields === undefined ? undefined : readRow(this.file, fields, this.reader.today);
      if (row?.ok === true) {
        this.head = { row: row.value, start };
        return;
      }
      const fault = row?.error ?? { field: '', code: unreadable };
      this.reader.reject({ file: this.file, at: start, ...fault });
    }
  }

  async close(): Promise<void> {
    await this.records.return(undefined);
  }
}

/**
 * Reads source files side by side, all in the order of households, and gives household after household: at any time one
 * record a file is in memory, however many rows there are.
 */
export class HouseholdStream {
  private readonly cursors: readonly FileCursor[];
  private readonly rejects: Reject[];
  private last = '';

  private constructor(cursors: readonly FileCursor[], rejects: Reject[]) {
    this.cursors = cursors;
    this.rejects = rejects;
  }

  /** Begins at the positions, or at the beginning. */
  static async open(
    folder: string,
    files: readonly FileName[],
    today: Day,
    from?: Positions,
  ): Promise<HouseholdStream> {
    const rejects: Reject[] = [];
    const reader: Reader = { today, reject: (reject) => rejects.push(reject) };
    const starts = await Promise.all(
      files.map(async (file) => ({ file, start: from?.[file] ?? (await afterHeader(folder, file)) })),
    );
    const cursors = starts.map((start) => new FileCursor(folder, start, reader));
    for (const cursor of cursors) await cursor.advance();
    return new HouseholdStream(cursors, rejects);
  }

  private nextKey(): string | undefined {
    let least: string | undefined;
    for (const { head } of this.cursors) {
      if (head !== undefined && (least === undefined || head.row.householdKey < least)) least = head.row.householdKey;
    }
    return least;
  }

  /** The next household with all its rows; `undefined` at the end of all files. */
  async next(): Promise<HouseholdRows | undefined> {
    const key = this.nextKey();
    if (key === undefined) return undefined;
    if (key <= this.last)
      throw new Error(`household ${key} comes after ${this.last}: the files are not in their order`);
    this.last = key;
    const rows: FileRow[] = [];
    for (const cursor of this.cursors) {
      while (cursor.head?.row.householdKey === key) {
        rows.push(cursor.head.row);
        await cursor.advance();
      }
    }
    return { key, rows };
  }

  /** Where a reader would have to begin to go on from here, file by file in the order of `open`. */
  positions(): readonly number[] {
    return this.cursors.map(({ position }) => position);
  }

  /** The rows that were not taken since the last time that this was asked. */
  takeRejects(): readonly Reject[] {
    return this.rejects.splice(0);
  }

  async close(): Promise<void> {
    await Promise.all(this.cursors.map((cursor) => cursor.close()));
  }
}
