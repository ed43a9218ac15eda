import { completeBatch } from '#shared/domain/collisions/complete.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { FeedBatch } from '#shared/domain/collisions/types.ts';
import { collideRows } from './collide-rows.ts';
import type { CollideDeps } from './deps.ts';

type File = FeedBatch & { readonly versionId: string };

/** Chunks of a compressed file that one run works through before it hands the rest to the next. */
const CHUNKS_A_RUN = 20;

const isApplying = (batch: FeedBatch | undefined): batch is File =>
  batch?.versionId !== undefined && (batch.status === 'planned' || batch.status === 'applying');

const collidePart = async (batch: File, chunk: number, deps: CollideDeps): Promise<void> => {
  if (await deps.chunks.hasReceipt(batch.batchId, chunk)) return;
  const plan = await deps.chunks.plan(batch.batchId, chunk);
  if (plan === undefined) throw new Error('a chunk that was not planned');
  const records: RawRecord[] = [];
  const file = { ...batch, columns: batch.columns ?? [] };
  for await (const record of await deps.files.readPart(file, batch.manifest, plan)) records.push(record);
  await collideRows(batch, plan, records, deps);
};

/** A compressed file cannot be read from its middle: its chunks come one after the other, in one reading. */
const collideInOrder = async (batch: File, deps: CollideDeps): Promise<void> => {
  const done = new Set((await deps.chunks.receipts(batch.batchId)).map(({ chunk }) => chunk));
  const missing = (await deps.chunks.plans(batch.batchId)).filter(({ chunk }) => !done.has(chunk));
  const run = missing.slice(0, CHUNKS_A_RUN);
  const reading = await deps.files.read(batch, batch.manifest);
  let records: RawRecord[] = [];
  let row = 0;
  let next = 0;
  for await (const record of reading.records) {
    const plan = run[next];
    if (plan === undefined) break;
    row += 1;
    if (row < plan.firstRow) continue;
    records.push(record);
    if (records.length < plan.rows) continue;
    await collideRows(batch, plan, records, deps);
    records = [];
    next += 1;
  }
  if (missing.length > run.length) await deps.work.collide(batch.batchId, [0]);
};

/** One chunk of a batch, and the closing of the batch by whoever brings the last receipt. */
export const collideChunk = async (batchId: string, chunk: number, deps: CollideDeps): Promise<void> => {
  const batch = await deps.batches.find(batchId);
  if (!isApplying(batch)) return;
  await (batch.manifest.compression === 'gzip' ? collideInOrder(batch, deps) : collidePart(batch, chunk, deps));
  const now = await deps.batches.find(batchId);
  if (!isApplying(now)) return;
  const closed = await completeBatch(now, deps, deps.clock().toISOString());
  if (closed) deps.log.info('batch done', { batchId, rows: batch.manifest.rows });
};
