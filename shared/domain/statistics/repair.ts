import type { Instant } from '#shared/kernel/time.ts';
import { cellChanges } from './contributions.ts';
import type { CellMender, ContributionStore } from './ports.ts';
import type { Recount } from './recount.ts';

/**
 * Puts contributions right, each with its difference in one transaction and only where it still is the one that was read.
 * Gives back how many it changed; the rest changed meanwhile by themselves.
 */
export const mendContributions = async (
  { uncounted }: Recount,
  store: ContributionStore,
  at: Instant,
): Promise<number> => {
  let mended = 0;
  for (const replacement of uncounted) {
    const { after: contribution, ...step } = replacement;
    if (await store.replace([replacement], cellChanges([{ ...step, contribution, at }]))) mended += 1;
  }
  return mended;
};

/** Adds to each cell what it lacks, where its counters still are what was read. Gives back how many cells it changed. */
export const mendCells = async ({ differences }: Recount, mender: CellMender): Promise<number> => {
  let mended = 0;
  for (const { cell, add } of differences) {
    if (await mender.mend(cell, add)) mended += 1;
  }
  return mended;
};
