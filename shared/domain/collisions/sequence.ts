import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { SequenceEntry, SequenceHead } from './ports.ts';
import type { FeedBatch } from './types.ts';

type Claimed = Pick<FeedBatch, 'status'>;

const DEAD: ReadonlySet<string> = new Set(['refused', 'expired', 'undone']);

/** A batch that came to nothing blocks no sequence. */
export const isDead = (batch: Claimed | undefined): boolean => batch === undefined || DEAD.has(batch.status);

/** What is there when a file is registered: the newest claim, the claim of this sequence, and their batches. */
export type SequenceBasis<Batch extends Claimed = FeedBatch> = {
  readonly head?: SequenceHead;
  readonly headBatch?: Batch | undefined;
  readonly entry?: SequenceEntry | undefined;
  readonly entryBatch?: Batch | undefined;
};

export type SequenceVerdict<Batch extends Claimed = FeedBatch> =
  | { readonly kind: 'first'; readonly batch: Batch }
  | { readonly kind: 'new'; readonly floor: number };

/** What a sequence has to be above. */
const floorOf = ({ head, headBatch }: SequenceBasis<Claimed>): number => {
  if (head === undefined) return -1;
  return isDead(headBatch) ? head.floor : head.sequence;
};

/**
 * The sequence of a feed or a source only grows; gaps are allowed. An older or equal one is refused, unless it is the same
 * file again: that is answered with its first batch. A batch that was refused or never came does not count.
 */
export const claimSequence = <Batch extends Claimed>(
  sequence: number,
  sha256: string,
  basis: SequenceBasis<Batch>,
): Result<SequenceVerdict<Batch>, Refusal<'batch-sequence'>> => {
  const { entry, entryBatch } = basis;
  if (entry?.sha256 === sha256 && entryBatch !== undefined && !isDead(entryBatch)) {
    return ok({ kind: 'first', batch: entryBatch });
  }
  const floor = floorOf(basis);
  return sequence > floor ? ok({ kind: 'new', floor }) : refuse('batch-sequence');
};
