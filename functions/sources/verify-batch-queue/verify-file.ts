import { UnreadableFile } from '#shared/domain/collisions/ports.ts';
import { batchReason } from '#shared/domain/collisions/reasons.ts';
import { judgeForm, judgeShape } from '#shared/domain/collisions/verify.ts';
import { isAtWork, isOvertaken, keptLists, lookAgain, partsOf, startApplying } from '#shared/domain/sources/batch.ts';
import { completeSourceBatch } from '#shared/domain/sources/complete.ts';
import { batchHeld } from '#shared/domain/sources/messages.ts';
import { inParts } from '#shared/domain/sources/plan.ts';
import type { BatchPlan, SourceBatch } from '#shared/domain/sources/types.ts';
import type { Reason } from '#shared/kernel/text.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { VerifyDeps } from './deps.ts';
import { type FoundClosings, findClosings } from './find-closings.ts';
import { type File, type Inspected, inspectFile } from './inspect-file.ts';

const KEY = /^sources\/([a-z-]{1,40})\/([A-Za-z0-9_-]{22})$/;
/** How long an import waits until it asks again whether the one before it is through. */
const WAIT_SECONDS = 10;

const isFile = (batch: SourceBatch | undefined): batch is File => batch?.versionId !== undefined;

/** A batch whose file just came: from now on this version is the one that is read. */
const begin = async (
  batch: SourceBatch,
  named: string | undefined,
  deps: VerifyDeps,
): Promise<SourceBatch | undefined> => {
  if (batch.status !== 'awaiting-file') return batch;
  const file = { batchId: batch.batchId, feed: batch.source, folder: 'sources' } as const;
  const versionId = named ?? (await deps.files.newest(file))?.versionId;
  if (versionId === undefined) return batch;
  const now = deps.clock();
  const status = 'verifying';
  await deps.batches.move(batch.batchId, {
    from: ['awaiting-file'],
    status,
    at: now.toISOString(),
    lookAt: lookAgain(status, batch.manifest.rows, now),
    fields: { versionId },
  });
  return deps.batches.find(batch.batchId);
};

/** One import of a source at a time: whether it is this one's turn. */
const isItsTurn = async ({ batchId, source }: SourceBatch, deps: VerifyDeps): Promise<boolean> => {
  const holder = await deps.batches.holder(source);
  if (holder === batchId) return true;
  if (holder !== undefined && isAtWork(await deps.batches.find(holder))) return false;
  return deps.batches.take(source, batchId, holder);
};

const refuse = async (batch: File, reasons: readonly Reason[], deps: VerifyDeps): Promise<void> => {
  const at = deps.clock().toISOString();
  await deps.batches.move(batch.batchId, { from: ['verifying'], status: 'refused', at, fields: { reasons } });
  deps.log.info('batch refused', { batchId: batch.batchId, code: reasons[0]?.code ?? 'refused' });
};

const hold = async (batch: File, plan: BatchPlan, reasons: readonly Reason[], deps: VerifyDeps): Promise<void> => {
  const now = deps.clock();
  const message = batchHeld(batch, { reasons, plan }, { messageId: deps.newMessageId(), now });
  await deps.batches.move(batch.batchId, {
    from: ['verifying'],
    status: 'held',
    at: now.toISOString(),
    fields: { reasons, plan },
    message,
  });
  deps.log.info('batch held', { batchId: batch.batchId, code: reasons[0]?.code ?? 'held' });
};

/** Why a batch waits for a person: its shape, or people whom it would take off the register. */
const holdReasons = async (
  batch: File,
  { inspection: { rows, rejected }, tally }: Inspected,
  { open }: FoundClosings,
  deps: VerifyDeps,
): Promise<readonly Reason[]> => {
  const plan = tally.plan();
  const limits = deps.limitsAt(deps.clock());
  const { closed, changed } = plan.counts;
  const isFull = batch.manifest.mode === 'full';
  const rowsBefore = isFull ? (await deps.batches.last(batch.source))?.rows : undefined;
  const shape = { rows, rejected, rowsBefore, sample: isFull ? { rows: open, turned: closed + changed } : undefined };
  // A short file in the place of a long list is as grave as a long one.
  const isGrave = Math.max(rows, open) >= limits.minRows.value;
  const odd = isGrave ? judgeShape(shape, { ...limits, minRows: { ...limits.minRows, value: 0 } }) : [];
  const code = 'registered-without-decision';
  return tally.has(code) ? [...odd, batchReason(code)] : odd;
};

/** The parts go to the workers once the plan is durable; sending them twice changes nothing. */
const send = async (batch: File, deps: VerifyDeps): Promise<void> => {
  const now = deps.clock();
  const last = batch.manifest.mode === 'full' ? await deps.batches.last(batch.source) : undefined;
  const moved = await deps.batches.move(batch.batchId, startApplying(batch, now, last));
  if (moved !== 'moved') return;
  const first = batch.chunks ?? 0;
  const all = Array.from({ length: partsOf(batch) }, (_, chunk) => chunk);
  // A compressed file cannot be read from its middle: one worker reads it in order.
  const isWhole = batch.manifest.compression === 'gzip';
  await deps.work.apply(batch.batchId, isWhole ? all.filter((chunk) => chunk === 0 || chunk >= first) : all);
  const applying = await deps.batches.find(batch.batchId);
  if (applying === undefined || partsOf(applying) > 0) return;
  await completeSourceBatch(applying, { ...deps, joinRejects: deps.files.joinRejects }, now.toISOString());
};

const inspect = async (batch: File, deps: VerifyDeps): Promise<Inspected | readonly Reason[]> => {
  try {
    return await inspectFile(batch, deps);
  } catch (fault) {
    if (fault instanceof UnreadableFile) return [batchReason(fault.code)];
    throw fault;
  }
};

const planFile = async (batch: File, found: Inspected, closings: FoundClosings, deps: VerifyDeps): Promise<void> => {
  const { chunks, inspection, tally, lists } = found;
  const parts = inParts(closings.closings);
  await deps.parts.writePlan(batch.batchId, chunks, parts);
  const now = deps.clock();
  await deps.batches.move(batch.batchId, {
    from: ['verifying'],
    status: 'planned',
    at: now.toISOString(),
    lookAt: lookAgain('planned', inspection.rows, now),
    fields: {
      columns: inspection.columns,
      ...keptLists(lists),
      chunks: chunks.length,
      closings: parts.length,
      plan: tally.plan(),
      reasons: [],
    },
  });
  const planned = await deps.batches.find(batch.batchId);
  if (isFile(planned) && planned.status === 'planned') await send(planned, deps);
};

const verify = async (batch: File, deps: VerifyDeps): Promise<void> => {
  const found = await inspect(batch, deps);
  if (!('inspection' in found)) return refuse(batch, found, deps);
  const wrong = judgeForm(batch.manifest, sourceOf(batch.source).columns, found.inspection);
  if (wrong.length > 0) return refuse(batch, wrong, deps);
  const last = await deps.batches.last(batch.source);
  const newest = last === undefined ? undefined : await deps.batches.find(last.batchId);
  if (isOvertaken(batch, found.lists, newest)) return refuse(batch, [batchReason('batch-overtaken')], deps);
  const closings = await findClosings(batch, found, deps);
  const plan = found.tally.plan();
  const odd = batch.released === true ? [] : await holdReasons(batch, found, closings, deps);
  if (odd.length > 0) return hold(batch, plan, odd, deps);
  await planFile(batch, found, closings, deps);
  deps.log.info('batch planned', { batchId: batch.batchId, rows: found.inspection.rows });
};

/**
 * A file came: it is read once, whole, and nothing of it is applied unless it is the file that was registered. Every step
 * is conditional, so that a repetition at any point goes on from there.
 */
export const verifyFile = async (key: string, versionId: string | undefined, deps: VerifyDeps): Promise<void> => {
  const [, source, batchId] = KEY.exec(key) ?? [];
  const batch = batchId === undefined ? undefined : await deps.batches.find(batchId);
  if (batch === undefined || batch.source !== source) return;
  const begun = await begin(batch, versionId, deps);
  if (!isFile(begun)) return;
  if (begun.status === 'planned') return send(begun, deps);
  if (begun.status !== 'verifying') return;
  if (await isItsTurn(begun, deps)) return verify(begun, deps);
  await deps.work.verify(begun, WAIT_SECONDS);
};
