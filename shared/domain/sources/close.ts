import { addDays, type Instant, shanghaiDay } from '#shared/kernel/time.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { Source } from '#shared/reference/words.ts';
import type { ApplyDeps } from './apply.ts';
import type { Closing, RowEffect, SourceBatch, SourceClaim, UndoRecord } from './types.ts';

const TRIES = 6;

/** Whether a full list that does not name a key any more has anything to end under it. */
export const closes = (
  claim: SourceClaim,
  list: { readonly at: Instant; readonly lists: ReadonlySet<string> },
): boolean =>
  claim.open &&
  claim.at <= list.at &&
  list.lists.has(claim.list ?? '') &&
  (claim.until === undefined || claim.until >= shanghaiDay(new Date(list.at)));

/** A recipient leaves by a decision only: a file that leaves one out takes nobody off the register. */
export const needsDecision = (source: Source): boolean => sourceOf(source).layer === 'registered';

export type Closed = 'closed' | 'conflicts' | 'unchanged';

const reopened = (claim: SourceClaim, batch: SourceBatch): boolean => claim.at > batch.createdAt || !claim.open;

const closedClaim = (claim: SourceClaim, batch: SourceBatch, chunk: number): SourceClaim => ({
  ...claim,
  at: batch.createdAt,
  mac: '',
  open: false,
  batchId: batch.batchId,
  chunk,
  effect: 'closed' satisfies RowEffect,
  version: claim.version + 1,
});

const closeOnce = async (
  { sourceKey }: Closing,
  batch: SourceBatch,
  chunk: number,
  deps: ApplyDeps,
): Promise<Closed | undefined> => {
  const { source, batchId } = batch;
  const claim = (await deps.book.claims(source, [sourceKey])).get(sourceKey);
  if (claim?.batchId === batchId && claim.effect === 'closed') return 'closed';
  if (claim === undefined || reopened(claim, batch)) return 'conflicts';
  const known = await deps.people.find(claim.personId);
  if (known === undefined) return 'conflicts';
  const until = addDays(shanghaiDay(deps.clock()), -1);
  const act = {
    actor: batchId,
    now: deps.clock(),
    messageId: deps.newMessageId(),
    about: { kind: 'batch', id: batchId },
  };
  const made = deps.registry.change(known, [{ kind: 'end-entry', source, sourceKey, until }], act);
  if (!made.ok) return 'conflicts';
  const entry = known.entries.find((one) => one.source === source && one.sourceKey === sourceKey);
  const record: UndoRecord = {
    sourceKey,
    personId: claim.personId,
    effect: 'closed',
    claim,
    ...(entry === undefined ? {} : { entry }),
  };
  const write = { claim: closedClaim(claim, batch, chunk), before: claim, change: made.value };
  const outcome = await deps.book.write({ ...write, undo: { batchId, chunk, record } });
  return outcome === 'written' ? 'closed' : undefined;
};

/** Ends what a full list names no longer, once; what a later word said since then stays. */
export const closeEntry = async (
  closing: Closing,
  batch: SourceBatch,
  chunk: number,
  deps: ApplyDeps,
): Promise<Closed> => {
  if (needsDecision(batch.source)) return 'conflicts';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await closeOnce(closing, batch, chunk, deps);
    if (outcome !== undefined) return outcome;
  }
  throw new Error('TransactionConflict: an entry was not closed');
};
