import type { Figure } from '#shared/kernel/text.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { Source } from '#shared/reference/words.ts';
import type { LastList } from './types.ts';

/** How long the registry waits for a list beyond its cycle. */
export type ListPolicy = { readonly graceDays: Figure };

const DAY_MS = 86_400_000;

/** Days of a cycle at its longest. */
const CYCLE_DAYS = { monthly: 31, quarterly: 92, yearly: 366 } as const;

/**
 * Which turn of a list did not come: the first, the second … since the newest that did; none: it is in time. A source that
 * has never brought a list, or brings what happens as it happens, misses nothing.
 */
export const missedTurn = (source: Source, last: LastList, now: Date, policy: ListPolicy): number | undefined => {
  const { cycle } = sourceOf(source);
  if (cycle === 'as-it-happens') return undefined;
  const days = (now.getTime() - Date.parse(last.at)) / DAY_MS - policy.graceDays.value;
  const turns = Math.floor(days / CYCLE_DAYS[cycle]);
  return turns > 0 ? turns : undefined;
};

/** The list as it is remembered once somebody was told of this turn; `undefined`: told before, or nothing is missed. */
export const toTell = (source: Source, last: LastList, now: Date, policy: ListPolicy): LastList | undefined => {
  const turn = missedTurn(source, last, now, policy);
  const missed = turn === undefined ? undefined : `${last.batchId}#${turn}`;
  return missed === undefined || missed === last.missed ? undefined : { ...last, missed };
};
