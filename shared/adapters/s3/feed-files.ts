import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type FeedFiles, type FileReading, UnreadableFile } from '#shared/domain/collisions/ports.ts';
import { csvFile, csvPart, type Header } from './csv-records.ts';
import { fileKey, rejectPartKey, rejectsKey } from './keys.ts';
import { ndjson } from './ndjson-records.ts';
import { REJECTS_HEADER, rejectLines } from './rejects.ts';
import { textReader } from './text-reader.ts';

/** A compressed file that grows beyond this is no file of rows. */
const MOST_INFLATED = 2_147_483_648;

/** Checksums only where S3 asks for them: a presigned address would carry the checksum of nothing. */
export const s3Client = (): S3Client =>
  new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 5,
  });

type Place = { readonly client: S3Client; readonly bucket: string };

type Stored = { readonly body: Readable; readonly isPart: boolean };

const getObject = async ({ client, bucket }: Place, key: string, extra: object = {}): Promise<Stored> => {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...extra }));
  if (!(answer.Body instanceof Readable)) throw new Error('an object without a body');
  return { body: answer.Body, isPart: answer.ContentRange !== undefined };
};

const streamOf = async (place: Place, key: string, extra?: object): Promise<Readable> =>
  (await getObject(place, key, extra)).body;

/** The bytes from (included) and to (not included) of a whole. */
async function* cut(source: AsyncIterable<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of source) {
    const part = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    if (part.length > 0) yield part;
    at += chunk.length;
    if (at >= to) break;
  }
}

async function* hashed(
  source: AsyncIterable<Buffer>,
  hash: { update: (bytes: Buffer) => unknown },
  size: { bytes: number },
) {
  for await (const chunk of source) {
    hash.update(chunk);
    size.bytes += chunk.length;
    yield chunk;
  }
}

const isZlibFault = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && fault.code.startsWith('Z_');

/** The inflated bytes; what is not a whole gzip, or grows without end, can never be read. */
async function* inflated(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = Readable.from(source, { objectMode: false });
  const gunzip = createGunzip();
  input.on('error', (fault) => gunzip.destroy(fault));
  let bytes = 0;
  try {
    for await (const chunk of input.pipe(gunzip)) {
      const part = Buffer.from(chunk);
      bytes += part.length;
      if (bytes > MOST_INFLATED) throw new UnreadableFile('file-too-large');
      yield part;
    }
  } catch (fault) {
    throw isZlibFault(fault) ? new UnreadableFile('file-not-gzip') : fault;
  } finally {
    input.destroy();
  }
}

const read =
  (place: Place): FeedFiles['read'] =>
  async (file, form): Promise<FileReading> => {
    const hash = createHash('sha256');
    const size = { bytes: 0 };
    const header: Header = { columns: [], start: 0 };
    const text = textReader(form.encoding);
    const raw = hashed(await streamOf(place, fileKey(file), { VersionId: file.versionId }), hash, size);
    const plain = form.compression === 'gzip' ? inflated(raw) : raw;
    const digest: { value?: string } = {};
    return {
      records: form.format === 'csv' ? csvFile(plain, text, header) : ndjson(plain, text),
      start: () => header.start,
      seen: () => {
        digest.value ??= hash.digest('hex');
        return { sha256: digest.value, bytes: size.bytes, columns: header.columns, text: text.tally() };
      },
    };
  };

const newest =
  ({ client, bucket }: Place): FeedFiles['newest'] =>
  async (file) => {
    try {
      const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: fileKey(file) }));
      const { VersionId: versionId, ContentLength: bytes } = answer;
      return versionId === undefined ? undefined : { versionId, bytes: bytes ?? 0 };
    } catch (fault) {
      // Without a right to list the bucket S3 answers 403 for what is not there.
      const status = fault instanceof S3ServiceException ? fault.$metadata.httpStatusCode : undefined;
      if (status === 404 || status === 403) return undefined;
      throw fault;
    }
  };

async function* joined(place: Place, keys: readonly string[]): AsyncGenerator<Buffer> {
  yield REJECTS_HEADER;
  for (const key of keys) for await (const chunk of await streamOf(place, key)) yield Buffer.from(chunk);
}

/** Files of departments and the rejects of their rows, on S3. */
export const feedFiles = (place: Place): FeedFiles => ({
  newest: newest(place),
  read: read(place),
  readPart: async (file, form, { from, to }) => {
    const range = { VersionId: file.versionId, Range: `bytes=${from}-${to - 1}` };
    const { body, isPart } = await getObject(place, fileKey(file), range);
    // A server may answer with the whole (RFC 9110, 14.2); the local cloud does for a version.
    const bytes = isPart ? body : cut(body, from, to);
    const text = textReader(form.encoding);
    return form.format === 'csv' ? csvPart(bytes, text, file.columns) : ndjson(bytes, text);
  },
  putRejects: async (batchId, chunk, rows) => {
    const Body = rejectLines(rows);
    const Key = rejectPartKey(batchId, chunk);
    await place.client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body, ContentType: 'text/csv' }));
    return Body.length;
  },
  joinRejects: async (batchId, parts) => {
    const ContentLength = parts.reduce((sum, part) => sum + part.rejectBytes, REJECTS_HEADER.length);
    const keys = parts.map(({ chunk }) => rejectPartKey(batchId, chunk));
    const Body = Readable.from(joined(place, keys), { objectMode: false });
    const put = { Bucket: place.bucket, Key: rejectsKey(batchId), Body, ContentLength, ContentType: 'text/csv' };
    await place.client.send(new PutObjectCommand(put));
  },
});
