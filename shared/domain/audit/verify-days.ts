import { given } from '#shared/kernel/given.ts';
import { addDays, type Clock, type Day } from '#shared/kernel/time.ts';
import type { ChainReader, VerificationStore } from './ports.ts';
import type { Break, ChainPolicy, Hash, Progress, Verification } from './types.ts';
import { verifyDay } from './verify-day.ts';

export type Verifying = {
  readonly chain: ChainReader;
  readonly store: Pick<VerificationStore, 'pause' | 'finish'>;
  readonly hash: Hash;
  readonly policy: ChainPolicy;
  readonly clock: Clock;
  /** How long one run may go on before it hands over to the next. */
  readonly runMs: number;
};

const checkDay = async (day: Day, { chain, hash, policy, clock }: Verifying) => {
  // Seals before entries: an entry that comes in between is young, and not one that a seal misses.
  const seals = await chain.seals(day);
  const link = seals[0]?.seal.follows;
  const followed = link === undefined ? undefined : await chain.seal(link.day, link.number);
  const entries = await chain.entries(day);
  const facts = { day, seals, entries, ...given({ followed }) };
  return { entries: entries.size, firstBreak: verifyDay(facts, { hash, policy, now: clock() }) };
};

/** Compares day by day until the first break, the last day, or the end of the run's time. */
export const verifyDays = async (
  verification: Verification,
  progress: Progress,
  deps: Verifying,
): Promise<'paused' | 'finished'> => {
  const { verificationId, to } = verification;
  const until = deps.clock().getTime() + deps.runMs;
  let entries = progress.entries;
  let firstBreak: Break | undefined;
  for (let day = progress.next; day <= to && firstBreak === undefined; day = addDays(day, 1)) {
    if (day !== progress.next && deps.clock().getTime() > until) {
      await deps.store.pause(verificationId, { next: day, entries });
      return 'paused';
    }
    const checked = await checkDay(day, deps);
    entries += checked.entries;
    firstBreak = checked.firstBreak;
  }
  await deps.store.finish(verificationId, {
    status: firstBreak === undefined ? 'verified' : 'broken',
    entries,
    finishedAt: deps.clock().toISOString(),
    ...given({ firstBreak }),
  });
  return 'finished';
};
