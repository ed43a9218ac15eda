import { completeBatch } from '#shared/domain/collisions/complete.ts';
import { batchReason } from '#shared/domain/collisions/reasons.ts';
import { nextLook, type ResumeStep, resumeStep } from '#shared/domain/collisions/resume.ts';
import type { FeedBatch } from '#shared/domain/collisions/types.ts';
import type { ResumeDeps } from './deps.ts';

type Step = (batch: FeedBatch, deps: ResumeDeps) => Promise<unknown>;

/** Stays as it is and is looked at again later. */
const lookLater: Step = (batch, deps) => {
  const now = deps.clock();
  return deps.batches.move(batch.batchId, {
    from: [batch.status],
    status: batch.status,
    at: batch.updatedAt,
    lookAt: nextLook(batch, now),
    fields: { seen: batch.received ?? 0 },
  });
};

/** The file may be there although no event told of it. */
const lookForFile: Step = async (batch, deps) => {
  const file = await deps.files.newest(batch);
  if (file !== undefined) await deps.work.verify({ ...batch, versionId: file.versionId });
  await lookLater(batch, deps);
};

/** What came in time is taken, however late it is looked for: nobody who stands in it is given up for a late event. */
const expire: Step = async (batch, deps) => {
  if ((await deps.files.newest(batch)) !== undefined) return lookForFile(batch, deps);
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

const complete: Step = (batch, deps) => completeBatch(batch, deps, deps.clock().toISOString());

const sendMissing: Step = async (batch, deps) => {
  const done = new Set((await deps.chunks.receipts(batch.batchId)).map(({ chunk }) => chunk));
  const missing = Array.from({ length: batch.chunks ?? 0 }, (_, chunk) => chunk).filter((chunk) => !done.has(chunk));
  await deps.work.collide(batch.batchId, batch.manifest.compression === 'gzip' ? [0] : missing);
  await lookLater(batch, deps);
};

const steps: Readonly<Record<ResumeStep, Step>> = {
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
  if (batch !== undefined) await steps[resumeStep(batch, deps.clock())](batch, deps);
};
