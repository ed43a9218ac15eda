import type { RecountSource } from '#shared/domain/statistics/ports.ts';
import { isBehind, isEqual, persisting, type Recount, recount } from '#shared/domain/statistics/recount.ts';

type Rounds = {
  /** How long the projector may take to catch up. */
  readonly withinMs: number;
  readonly pause: () => Promise<void>;
  readonly now: () => number;
};

/** Whether waiting cannot help: the projector is behind in nothing, and all that is wrong was so the last time. */
const willStay = (found: Recount, held: Recount): boolean =>
  !found.uncounted.some(isBehind) &&
  held.differences.length === found.differences.length &&
  held.uncounted.length === found.uncounted.length;

/**
 * Looks until everything is equal, or what is not stays as it is. Only what two looks in a row found alike is given back:
 * while the system works, one look catches changes half way.
 */
export const recountUntilSettled = async (source: RecountSource, rounds: Rounds): Promise<Recount> => {
  const deadline = rounds.now() + rounds.withinMs;
  let earlier = await recount(source);
  while (!isEqual(earlier)) {
    await rounds.pause();
    const found = await recount(source);
    const held = persisting(earlier, found);
    if (isEqual(found)) return found;
    if (rounds.now() >= deadline || willStay(found, held)) return held;
    earlier = found;
  }
  return earlier;
};
