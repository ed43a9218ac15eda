import { faultFields } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import type { ResumeDeps } from './deps.ts';
import { resumeBatch } from './resume-batch.ts';

/** Batches that are looked at in one run; the rest are next. */
const BATCHES_A_RUN = 50;

/** Takes up what was left behind: an event that was lost, a function that was killed, a file that never came. */
export const createHandler = (deps: ResumeDeps) => {
  const resume = async (): Promise<{ records: number; failed: number }> => {
    const waiting = await deps.batches.waiting(deps.clock().toISOString(), BATCHES_A_RUN);
    let failed = 0;
    for (const batchId of waiting) {
      try {
        await resumeBatch(batchId, deps);
      } catch (fault) {
        failed += 1;
        deps.log.error('batch not resumed', { batchId, ...faultFields(fault) });
      }
    }
    if (failed > 0) throw new Error('batches were not resumed');
    return { records: waiting.length, failed };
  };
  return scheduleDoor('resume-imports', resume, deps.log);
};
