import { batchReason } from '#shared/domain/collisions/reasons.ts';
import { lookAgain, partsOf, type SourceStep, sourceStep } from '#shared/domain/sources/batch.ts';
import { completeSourceBatch } from '#shared/domain/sources/complete.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import type { ResumeDeps } from './deps.ts';

type Step = (batch: SourceBatch, deps: ResumeDeps) => Promise<unknown>;

/** Stays as it is and is looked at again later. */
const lookLater: Step = (batch, deps) =>
  deps.batches.move(batch.batchId, {
    from: [batch.status],
    status: batch.status,
    at: batch.updatedAt,
    lookAt: lookAgain(batch.status, batch.manifest.rows, deps.clock()),
    fields: { seen: batch.received ?? 0 },
  });

const newestOf = ({ batchId, source }: SourceBatch, { files }: ResumeDeps) =>
  files.newest({ batchId, feed: source, folder: 'sources' });

/** The file may be there although no event told of it. */
const lookForFile: Step = async (batch, deps) => {
  const file = await newestOf(batch, deps);
  if (file !== undefined) await deps.work.verify({ ...batch, versionId: file.versionId });
  await lookLater(batch, deps);
};

/** What came in time is taken, however late it is looked for: nobody who stands in it is given up for a late event. */
const expire: Step = async (batch, deps) => {
  if ((await newestOf(batch, deps)) !== undefined) return lookForFile(batch, deps);
  return deps.batches.move(batch.batchId, {
    from: ['awaiting-file'],
    status: 'expired',
    at: deps.clock().toISOString(),
    fields: { reasons: [batchReason('file-not-sent')] },
  });
};

const verifyAgain: Step = async (batch, deps) => {
  if (batch.versionId !== undefined) await deps.work.verify({ ...batch, versionId: batch.versionId });
  await lookLater(batch, deps);
};

const complete: Step = (batch, deps) =>
  completeSourceBatch(batch, { ...deps, joinRejects: deps.files.joinRejects }, deps.clock().toISOString());

const sendMissing: Step = async (batch, deps) => {
  const { batchId, pass = 'apply' } = batch;
  const done = new Set((await deps.parts.receipts(batchId, pass)).map(({ chunk }) => chunk));
  const missing = Array.from({ length: partsOf(batch) }, (_, chunk) => chunk).filter((chunk) => !done.has(chunk));
  const isWhole = pass === 'apply' && batch.manifest.compression === 'gzip';
  const first = batch.chunks ?? 0;
  const rows = missing.filter((chunk) => chunk < first);
  await deps.work.apply(
    batchId,
    isWhole ? [...rows.slice(0, 1), ...missing.filter((chunk) => chunk >= first)] : missing,
  );
  await lookLater(batch, deps);
};

const steps: Readonly<Record<SourceStep, Step>> = {
  expire,
  'look-for-file': lookForFile,
  verify: verifyAgain,
  complete,
  wait: lookLater,
  'send-missing': sendMissing,
  nothing: () => Promise.resolve(),
};

/** Takes up one batch where it stands. */
export const resumeBatch = async (batchId: string, deps: ResumeDeps): Promise<void> => {
  const batch = await deps.batches.find(batchId);
  if (batch !== undefined) await steps[sourceStep(batch, deps.clock())](batch, deps);
};
