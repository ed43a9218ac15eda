import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { csvFile, csvPart, type Header } from '#shared/adapters/s3/csv-records.ts';
import { fileKey } from '#shared/adapters/s3/keys.ts';
import { ndjson } from '#shared/adapters/s3/ndjson-records.ts';
import { rejectLines } from '#shared/adapters/s3/rejects.ts';
import { textReader } from '#shared/adapters/s3/text-reader.ts';
import { type FeedFiles, UnreadableFile } from '#shared/domain/collisions/ports.ts';

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 37) yield bytes.subarray(at, at + 37);
}

const inflate = (bytes: Buffer): Buffer => {
  try {
    return gunzipSync(bytes);
  } catch {
    throw new UnreadableFile('file-not-gzip');
  }
};

/** The bucket in memory: every version of every file; the records are read by the real readers. */
export const memoryFiles = () => {
  const versions = new Map<string, Buffer[]>();
  const parts = new Map<string, Buffer>();
  const joined = new Map<string, string>();
  const bytesOf = (key: string, versionId: string): Buffer => {
    const bytes = versions.get(key)?.[Number(versionId)];
    if (bytes === undefined) throw new Error('no such version');
    return bytes;
  };
  const files: FeedFiles = {
    newest: async (file) => {
      const all = versions.get(fileKey(file)) ?? [];
      return all.length === 0 ? undefined : { versionId: String(all.length - 1), bytes: all.at(-1)?.length ?? 0 };
    },
    read: async (file, form) => {
      const raw = bytesOf(fileKey(file), file.versionId);
      const plain = form.compression === 'gzip' ? inflate(raw) : raw;
      const text = textReader(form.encoding);
      const header: Header = { columns: [], start: 0 };
      return {
        records: form.format === 'csv' ? csvFile(inPieces(plain), text, header) : ndjson(inPieces(plain), text),
        start: () => header.start,
        seen: () => ({
          sha256: createHash('sha256').update(raw).digest('hex'),
          bytes: raw.length,
          columns: header.columns,
          text: text.tally(),
        }),
      };
    },
    readPart: async (file, form, { from, to }) => {
      const bytes = inPieces(bytesOf(fileKey(file), file.versionId).subarray(from, to));
      const text = textReader(form.encoding);
      return form.format === 'csv' ? csvPart(bytes, text, file.columns) : ndjson(bytes, text);
    },
    putRejects: async (batchId, chunk, rows) => {
      const body = rejectLines(rows);
      parts.set(`${batchId}#${chunk}`, body);
      return body.length;
    },
    joinRejects: async (batchId, list) => {
      const bodies = list.map(({ chunk }) => parts.get(`${batchId}#${chunk}`)?.toString('utf8') ?? '');
      joined.set(batchId, bodies.join(''));
    },
  };
  const put = (key: string, bytes: Buffer): string => {
    const all = versions.get(key) ?? [];
    versions.set(key, [...all, bytes]);
    return String(all.length);
  };
  return { files, put, joined };
};
