import type { Instant } from '#shared/kernel/time.ts';
import { inMinutes } from './open.ts';
import type { BatchStatus, FeedBatch } from './types.ts';

/** What the schedule does with a batch that has waited long enough. */
export type ResumeStep = 'expire' | 'look-for-file' | 'verify' | 'complete' | 'wait' | 'send-missing' | 'nothing';

/** Rows that are verified in a minute, at the least. */
const ROWS_A_MINUTE = 1_000_000;
const VERIFY_MINUTES = 3;
const APPLY_MINUTES = 3;
const FILE_MINUTES = 1;

/** When the schedule looks at a batch again that is in this state now. */
export const nextLook = (batch: Pick<FeedBatch, 'status' | 'manifest'>, now: Date): Instant => {
  if (batch.status === 'awaiting-file') return inMinutes(now, FILE_MINUTES);
  if (batch.status === 'verifying') {
    return inMinutes(now, VERIFY_MINUTES + Math.ceil(batch.manifest.rows / ROWS_A_MINUTE));
  }
  return inMinutes(now, APPLY_MINUTES);
};

const stepOfApplying = (batch: FeedBatch): ResumeStep => {
  const received = batch.received ?? 0;
  if (received >= (batch.chunks ?? 0)) return 'complete';
  return received > (batch.seen ?? 0) ? 'wait' : 'send-missing';
};

type Stepper = (batch: FeedBatch, now: Date) => ResumeStep;

const nothing: Stepper = () => 'nothing';
const verify: Stepper = () => 'verify';

const steppers: Readonly<Record<BatchStatus, Stepper>> = {
  'awaiting-file': (batch, now) => (batch.expiresAt < now.toISOString() ? 'expire' : 'look-for-file'),
  verifying: verify,
  planned: verify,
  applying: stepOfApplying,
  held: nothing,
  done: nothing,
  refused: nothing,
  expired: nothing,
  undone: nothing,
};

/** What was left behind is taken up where it stands; a batch that goes on is left alone. */
export const resumeStep: Stepper = (batch, now) => steppers[batch.status](batch, now);
