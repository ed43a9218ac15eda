import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import * as z from 'zod';
import { type RawRecord, UnreadableFile } from '#shared/domain/collisions/ports.ts';
import type { TextReader } from './text-reader.ts';

/** A record longer than this is no row of ours but a quote that nobody closed. */
const LONGEST_RECORD = 65_536;

/** What the parser gives: the cells as bytes, and where the record ends in the file. */
const parsed = z.object({ record: z.array(z.instanceof(Buffer)), info: z.object({ bytes: z.number() }) });

/**
 * Bytes and not text go in: comma, quote and line end never occur inside a character of GB18030 or UTF-8, and so the
 * places of records in the file are known exactly.
 */
const parser = () =>
  parse({
    encoding: null,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_RECORD,
  });

type Cells = { readonly cells: readonly Buffer[]; readonly end: number };

async function* cellsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Cells> {
  const source = Readable.from(bytes, { objectMode: false });
  const stream = source.pipe(parser());
  source.on('error', (fault) => stream.destroy(fault));
  try {
    for await (const item of stream) {
      const { record, info } = parsed.parse(item);
      yield { cells: record, end: info.bytes };
    }
  } catch (fault) {
    throw fault instanceof CsvError ? new UnreadableFile('file-not-csv') : fault;
  } finally {
    source.destroy();
  }
}

/** A column's name as a spreadsheet may have written it: byte order mark, quotes, spaces and case make no difference. */
const columnName = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();

const recordOf = ({ cells, end }: Cells, columns: readonly string[], text: TextReader): RawRecord => {
  const decoded = text.read(cells);
  if (decoded === undefined) return { end, fault: 'row-encoding' };
  if (decoded.length !== columns.length) return { end, fault: 'row-columns' };
  return { end, fields: Object.fromEntries(columns.map((column, index) => [column, decoded[index] ?? ''])) };
};

export type Header = { columns: readonly string[]; start: number };

/** The records of a whole CSV file; its header is told through `header` before the first of them. */
export async function* csvFile(
  bytes: AsyncIterable<Buffer>,
  text: TextReader,
  header: Header,
): AsyncGenerator<RawRecord> {
  let first = true;
  for await (const item of cellsOf(bytes)) {
    if (first) {
      header.columns = (text.read(item.cells) ?? []).map(columnName);
      header.start = item.end;
      first = false;
    } else yield recordOf(item, header.columns, text);
  }
}

/** The records of a part of a CSV file, without its header. */
export async function* csvPart(
  bytes: AsyncIterable<Buffer>,
  text: TextReader,
  columns: readonly string[],
): AsyncGenerator<RawRecord> {
  for await (const item of cellsOf(bytes)) yield recordOf(item, columns, text);
}
