import { given } from '#shared/kernel/given.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { Source } from '#shared/reference/words.ts';
import type { BatchStatus, Manifest } from '../collisions/types.ts';
import type { SourceMove } from './ports.ts';
import type { BatchPass, LastList, SourceBatch } from './types.ts';

const MINUTE_MS = 60_000;
const FILE_AWAITED_MINUTES = 24 * 60;
/** A run that was not heard of for so long is taken up anew. */
const QUIET_MINUTES = 3;
/** Rows that are planned in a minute, at the least. */
const ROWS_A_MINUTE = 100_000;

const inMinutes = (now: Date, minutes: number): Instant => new Date(now.getTime() + minutes * MINUTE_MS).toISOString();

/** A batch as it is registered: its file is awaited for 24 hours, and first looked for after a minute. */
export const openSourceBatch = (
  batchId: string,
  source: Source,
  manifest: Manifest,
  now: Date,
): { readonly batch: SourceBatch; readonly lookAt: Instant } => {
  const at = now.toISOString();
  const expiresAt = inMinutes(now, FILE_AWAITED_MINUTES);
  const stamps = { createdAt: at, updatedAt: at, expiresAt };
  return {
    batch: { batchId, source, manifest, status: 'awaiting-file', ...stamps, reasons: [] },
    lookAt: inMinutes(now, 1),
  };
};

/** When the schedule looks at a batch again that is in this status now. */
export const lookAgain = (status: BatchStatus, rows: number, now: Date): Instant =>
  inMinutes(now, status === 'verifying' ? QUIET_MINUTES + Math.ceil(rows / ROWS_A_MINUTE) : QUIET_MINUTES);

/** More lists than this are not kept with a batch. */
const MOST_LISTS = 20;

/** The lists of a batch, as far as they are kept with it. */
export const keptLists = (lists: ReadonlySet<string>): Pick<SourceBatch, 'lists'> =>
  lists.size > MOST_LISTS ? {} : { lists: [...lists] };

/**
 * Whether the newest full list is a later one of the same lists: who is not on it is on them no longer, whatever an older
 * file says that was held or came late.
 */
export const isOvertaken = (
  { manifest }: SourceBatch,
  lists: ReadonlySet<string>,
  last: SourceBatch | undefined,
): boolean =>
  last?.status === 'done' &&
  last.manifest.sequence > manifest.sequence &&
  [...lists].every((list) => last.lists?.includes(list) === true);

/** Parts of a batch: of rows, then of closings. */
export const partsOf = (batch: SourceBatch): number => (batch.chunks ?? 0) + (batch.closings ?? 0);

/** What the schedule does with a batch that has waited long enough. */
export type SourceStep = 'expire' | 'look-for-file' | 'verify' | 'complete' | 'wait' | 'send-missing' | 'nothing';

const stepOfApplying = (batch: SourceBatch): SourceStep => {
  const received = batch.received ?? 0;
  if (received >= partsOf(batch)) return 'complete';
  return received > (batch.seen ?? 0) ? 'wait' : 'send-missing';
};

/** What was left behind is taken up where it stands; a batch that goes on is left alone. */
export const sourceStep = (batch: SourceBatch, now: Date): SourceStep => {
  switch (batch.status) {
    case 'awaiting-file':
      return batch.expiresAt < now.toISOString() ? 'expire' : 'look-for-file';
    case 'verifying':
    case 'planned':
      return 'verify';
    case 'applying':
      return stepOfApplying(batch);
    default:
      return 'nothing';
  }
};

/** Who may hold up others: only one that is at work. */
export const isAtWork = (batch: Pick<SourceBatch, 'status'> | undefined): boolean =>
  batch !== undefined && ['verifying', 'planned', 'applying'].includes(batch.status);

export type BatchCommand = 'apply' | 'release' | 'undo';
type Command = Result<SourceMove, Refusal<'batch-state'>>;

const startPass = (batch: SourceBatch, pass: BatchPass, now: Date): SourceMove => ({
  from: [batch.status],
  status: 'applying',
  at: now.toISOString(),
  lookAt: lookAgain('applying', batch.manifest.rows, now),
  fields: { pass, received: 0, seen: 0 },
});

/** Released, a batch is planned anew over the registry as it stands now, and what held it holds it no longer. */
const release = (batch: SourceBatch, now: Date): Command =>
  batch.status === 'held'
    ? ok({
        from: ['held'],
        status: 'verifying',
        at: now.toISOString(),
        lookAt: lookAgain('verifying', batch.manifest.rows, now),
        fields: { released: true },
      })
    : refuse('batch-state');

/** One that was held goes without a trace; one that was applied is taken back, key by key. */
const undo = (batch: SourceBatch, now: Date): Command => {
  if (batch.status === 'held') return ok({ from: ['held'], status: 'undone', at: now.toISOString() });
  return batch.status === 'done' ? ok(startPass(batch, 'undo', now)) : refuse('batch-state');
};

/** What a person asks of a batch. To apply what applies by itself is to ask for nothing more. */
export const commandBatch = (batch: SourceBatch, command: BatchCommand, now: Date): Command => {
  if (command === 'release') return release(batch, now);
  if (command === 'undo') return undo(batch, now);
  if (batch.status !== 'planned' && batch.status !== 'applying') return refuse('batch-state');
  return ok({ from: [batch.status], status: batch.status, at: now.toISOString(), lookAt: now.toISOString() });
};

/** A planned batch goes to the workers; it keeps which list was the newest until then, for the day it is taken back. */
export const startApplying = (batch: SourceBatch, now: Date, lastBefore?: LastList): SourceMove => {
  const pass = startPass(batch, 'apply', now);
  return { ...pass, fields: { ...pass.fields, ...given({ lastBefore }) } };
};
