import * as z from 'zod';
import { type RawRecord, UnreadableFile } from '#shared/domain/collisions/ports.ts';
import type { TextReader } from './text-reader.ts';

const LONGEST_LINE = 65_536;
const LF = 0x0a;

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

type Line = { readonly bytes: Buffer; readonly end: number };

/** Lines with the place in the file where the next one begins. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of chunks) {
    let buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let cut = buffer.indexOf(LF); cut >= 0; cut = buffer.indexOf(LF)) {
      end += cut + 1;
      yield { bytes: buffer.subarray(0, cut), end };
      buffer = buffer.subarray(cut + 1);
    }
    if (buffer.length > LONGEST_LINE) throw new UnreadableFile('file-not-csv');
    rest = Buffer.from(buffer);
  }
  if (rest.length > 0) yield { bytes: rest, end: end + rest.length };
}

/**
 * An identity number without quotes has more digits than a double holds: rounded, it would be a neighbour's, one time in
 * eleven with a right check digit. What cannot be held is taken as it is written.
 */
const asWritten = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? context?.source : value;

const parse = (text: string): Record<string, string> | undefined => {
  try {
    const fields = row.parse(JSON.parse(text, asWritten));
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value === null ? '' : String(value)]),
    );
  } catch {
    return undefined;
  }
};

/** The records of an NDJSON file or of a part of it: one JSON object a line, empty lines between them are nothing. */
export async function* ndjson(chunks: AsyncIterable<Buffer>, text: TextReader): AsyncGenerator<RawRecord> {
  for await (const { bytes, end } of linesOf(chunks)) {
    const [line] = text.read([bytes]) ?? [];
    const trimmed = line?.replace(/^\uFEFF/, '').trim();
    if (trimmed === '') continue;
    const fields = trimmed === undefined ? undefined : parse(trimmed);
    if (fields !== undefined) yield { end, fields };
    else yield { end, fault: trimmed === undefined ? 'row-encoding' : 'row-not-json' };
  }
}
