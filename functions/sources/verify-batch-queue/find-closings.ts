import { closes, needsDecision } from '#shared/domain/sources/close.ts';
import type { Closing } from '#shared/domain/sources/types.ts';
import type { VerifyDeps } from './deps.ts';
import type { File, Inspected } from './inspect-file.ts';

export type FoundClosings = {
  readonly closings: readonly Closing[];
  /** Keys that were open before the file. */
  readonly open: number;
};

/**
 * What a full list no longer names. A file without a list of its own, or without rows, is about the keys without one; one
 * of whose rows none can be read is about no list that we know of, and ends nobody. Recipients are on one list only.
 */
export const findClosings = async (
  batch: File,
  { inspection, tally, named, lists }: Inspected,
  deps: VerifyDeps,
): Promise<FoundClosings> => {
  const closings: Closing[] = [];
  let open = 0;
  if (batch.manifest.mode === 'delta') return { closings, open };
  const kept = needsDecision(batch.source);
  const isPlain = lists.size === 0 && (kept || inspection.rows === 0);
  const list = { at: batch.createdAt, lists: isPlain ? new Set(['']) : lists };
  for await (const claim of deps.index.all(batch.source)) {
    if (!closes(claim, list)) continue;
    open += 1;
    const { sourceKey, personId } = claim;
    if (named.has(sourceKey)) continue;
    closings.push({ sourceKey, personId });
    if (kept) tally.add('conflicts', { sourceKey, code: 'registered-without-decision' });
    else tally.add('closed', { sourceKey });
  }
  return { closings, open };
};
