import { setTimeout as sleep } from 'node:timers/promises';

const SECOND = 1_000;

/** At most so many turns a second, evenly: whoever asks waits for theirs. */
export const turnsOf = (aSecond: number): (() => Promise<void>) => {
  let next = performance.now();
  return async () => {
    const now = performance.now();
    const mine = Math.max(next, now);
    next = mine + SECOND / aSecond;
    if (mine > now) await sleep(mine - now);
  };
};
