import { completeBatch } from '#shared/domain/collisions/complete.ts';
import { UnreadableFile } from '#shared/domain/collisions/ports.ts';
import { batchReason } from '#shared/domain/collisions/reasons.ts';
import { nextLook } from '#shared/domain/collisions/resume.ts';
import type { BatchStatus, ChunkPlan, FeedBatch } from '#shared/domain/collisions/types.ts';
import { judgeFile, judgeShape } from '#shared/domain/collisions/verify.ts';
import type { Reason } from '#shared/kernel/text.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { feedOf } from '#shared/reference/feeds.ts';
import type { VerifyDeps } from './deps.ts';
import { type Inspected, inspectFile } from './inspect-file.ts';

type File = FeedBatch & { readonly versionId: string };

const KEY = /^feeds\/([a-z-]{1,40})\/([A-Za-z0-9_-]{22})$/;

const isFile = (batch: FeedBatch | undefined): batch is File => batch?.versionId !== undefined;

/** A batch whose file just came: from now on this version is the one that is read. */
const begin = async (batch: FeedBatch, named: string | undefined, deps: VerifyDeps): Promise<FeedBatch | undefined> => {
  if (batch.status !== 'awaiting-file') return batch;
  const versionId = named ?? (await deps.files.newest(batch))?.versionId;
  if (versionId === undefined) return batch;
  const now = deps.clock();
  const status = 'verifying';
  const lookAt = nextLook({ ...batch, status }, now);
  await deps.batches.move(batch.batchId, {
    from: ['awaiting-file'],
    status,
    at: now.toISOString(),
    lookAt,
    fields: { versionId },
  });
  return deps.batches.find(batch.batchId);
};

/** Ends the verification without applying a row. */
const stop = async (batch: File, status: 'refused' | 'held', reasons: readonly Reason[], deps: VerifyDeps) => {
  const at = deps.clock().toISOString();
  await deps.batches.move(batch.batchId, { from: ['verifying'], status, at, fields: { reasons } });
  deps.log.info('batch stopped', { batchId: batch.batchId, code: reasons[0]?.code ?? status });
};

/** How many sampled rows of a final fact name people who are in the registry: so many dead at once look wrong. */
const sampleOf = async (batch: File, sample: readonly string[], deps: VerifyDeps) => {
  if (feedOf(batch.feed).final !== true) return undefined;
  const people = await deps.matcher.matchMany([...new Set(sample)]);
  const turned = [...people.values()].filter(({ layer }) => layer !== 'exited').length;
  return { rows: sample.length, turned };
};

const shapeReasons = async (batch: File, { inspection, sample }: Inspected, deps: VerifyDeps) => {
  const limits = deps.limitsAt(deps.clock());
  const rowsBefore = batch.manifest.mode === 'full' ? await deps.batches.lastRows(batch.feed) : undefined;
  const { rows, rejected } = inspection;
  const sampled = rows >= limits.minRows.value ? await sampleOf(batch, sample, deps) : undefined;
  return judgeShape({ rows, rejected, rowsBefore, sample: sampled }, limits);
};

/** The chunks go to the workers once the plan is durable; sending them twice changes nothing. */
const send = async (batch: FeedBatch, deps: VerifyDeps): Promise<void> => {
  const chunks = batch.chunks ?? 0;
  const sequential = batch.manifest.compression === 'gzip';
  const numbers = Array.from({ length: sequential ? Math.min(chunks, 1) : chunks }, (_, chunk) => chunk);
  await deps.work.collide(batch.batchId, numbers);
  const now = deps.clock();
  const status: BatchStatus = 'applying';
  const lookAt = nextLook({ ...batch, status }, now);
  await deps.batches.move(batch.batchId, { from: ['planned'], status, at: now.toISOString(), lookAt });
  if (chunks === 0) await completeBatch({ ...batch, status }, deps, now.toISOString());
};

const planFile = async (batch: File, columns: readonly string[], plan: readonly ChunkPlan[], deps: VerifyDeps) => {
  await deps.chunks.writePlan(batch.batchId, plan);
  const now = deps.clock();
  const status = 'planned';
  await deps.batches.move(batch.batchId, {
    from: ['verifying'],
    status,
    at: now.toISOString(),
    lookAt: nextLook({ ...batch, status }, now),
    fields: { columns, chunks: plan.length, received: 0 },
  });
  const planned = await deps.batches.find(batch.batchId);
  if (planned?.status === 'planned') await send(planned, deps);
};

const inspect = async (batch: File, deps: VerifyDeps): Promise<Inspected | readonly Reason[]> => {
  try {
    return await inspectFile(batch, deps, shanghaiDay(deps.clock()));
  } catch (fault) {
    if (fault instanceof UnreadableFile) return [batchReason(fault.code)];
    throw fault;
  }
};

const verify = async (batch: File, deps: VerifyDeps): Promise<void> => {
  const found = await inspect(batch, deps);
  if (!('inspection' in found)) return stop(batch, 'refused', found, deps);
  const wrong = judgeFile(batch, found.inspection);
  if (wrong.length > 0) return stop(batch, 'refused', wrong, deps);
  const odd = await shapeReasons(batch, found, deps);
  if (odd.length > 0) return stop(batch, 'held', odd, deps);
  await planFile(batch, found.inspection.columns, found.plan, deps);
  deps.log.info('batch planned', { batchId: batch.batchId, rows: found.inspection.rows });
};

/**
 * A file came: it is read once, whole, and nothing of it is applied unless it is the file that was registered. Every step
 * is conditional, so that a repetition at any point goes on from there.
 */
export const verifyFile = async (key: string, versionId: string | undefined, deps: VerifyDeps): Promise<void> => {
  const [, feed, batchId] = KEY.exec(key) ?? [];
  const batch = batchId === undefined ? undefined : await deps.batches.find(batchId);
  if (batch === undefined || batch.feed !== feed) return;
  const begun = await begin(batch, versionId, deps);
  if (!isFile(begun)) return;
  if (begun.status === 'verifying') await verify(begun, deps);
  if (begun.status === 'planned') await send(begun, deps);
};
