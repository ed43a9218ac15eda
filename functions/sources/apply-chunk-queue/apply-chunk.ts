import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import { completeSourceBatch } from '#shared/domain/sources/complete.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { applyRows } from './apply-rows.ts';
import { closeEntries } from './close-entries.ts';
import type { ChunkDeps } from './deps.ts';
import { undoChunk } from './undo-chunk.ts';

type File = SourceBatch & { readonly versionId: string };

/** Parts of a compressed file that one run works through before it hands the rest to the next. */
const PARTS_A_RUN = 5;

const isApplying = (batch: SourceBatch | undefined): batch is File =>
  batch?.versionId !== undefined && batch.status === 'applying';

const fileOf = (batch: File) =>
  ({ batchId: batch.batchId, feed: batch.source, folder: 'sources', versionId: batch.versionId }) as const;

const applyPart = async (batch: File, chunk: number, deps: ChunkDeps): Promise<void> => {
  const plan = await deps.parts.plan(batch.batchId, chunk);
  if (plan === undefined) throw new Error('a part that was not planned');
  const records: RawRecord[] = [];
  const file = { ...fileOf(batch), columns: batch.columns ?? [] };
  for await (const record of await deps.files.readPart(file, batch.manifest, plan)) records.push(record);
  await applyRows(batch, plan, records, deps);
};

/** A compressed file cannot be read from its middle: its parts come one after the other, in one reading. */
const applyInOrder = async (batch: File, deps: ChunkDeps): Promise<void> => {
  const { batchId } = batch;
  const done = new Set((await deps.parts.receipts(batchId, 'apply')).map(({ chunk }) => chunk));
  const missing = (await deps.parts.plans(batchId)).filter(({ chunk }) => !done.has(chunk));
  const run = missing.slice(0, PARTS_A_RUN);
  const reading = await deps.files.read(fileOf(batch), batch.manifest);
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
    await applyRows(batch, plan, records, deps);
    records = [];
    next += 1;
  }
  if (missing.length > run.length) await deps.work.apply(batchId, [0]);
};

const work = async (batch: File, chunk: number, deps: ChunkDeps): Promise<void> => {
  if (batch.pass === 'undo') return undoChunk(batch, chunk, deps);
  if (chunk >= (batch.chunks ?? 0)) return closeEntries(batch, chunk, deps);
  return batch.manifest.compression === 'gzip' ? applyInOrder(batch, deps) : applyPart(batch, chunk, deps);
};

/** One part of a batch, and the closing of the pass by whoever brings the last receipt. */
export const applyChunk = async (batchId: string, chunk: number, deps: ChunkDeps): Promise<void> => {
  const batch = await deps.batches.find(batchId);
  if (!isApplying(batch)) return;
  const pass = batch.pass ?? 'apply';
  if (!(await deps.parts.hasReceipt(batchId, pass, chunk)) || batch.manifest.compression === 'gzip') {
    await work(batch, chunk, deps);
  }
  const now = await deps.batches.find(batchId);
  if (!isApplying(now)) return;
  const at = deps.clock().toISOString();
  const closed = await completeSourceBatch(now, { ...deps, joinRejects: deps.files.joinRejects }, at);
  if (closed) deps.log.info(`batch ${pass} done`, { batchId, rows: batch.manifest.rows });
};
