import { given } from '#shared/kernel/given.ts';
import { addDays, type Day } from '#shared/kernel/time.ts';
import { nextSeal } from './chain.ts';
import type { SealStore } from './ports.ts';
import type { Covered, Hash, Link, Seal } from './types.ts';

/** Seals looked at for entries that a run before this one sealed, but did not live to say so. */
const RECENT = 3;
/** Whoever loses the race for a number takes the next one; one always wins, so that this many rivals can stand in line. */
const TRIES = 20;
/** Days without any entry between two days whose chains are linked. */
const LINK_DAYS = 7;

export type Sealing = { readonly store: SealStore; readonly hash: Hash; readonly now: Date };

const lastBefore = async (day: Day, store: SealStore): Promise<Link | undefined> => {
  for (let back = 1; back <= LINK_DAYS; back += 1) {
    const earlier = addDays(day, -back);
    const [last] = await store.newest(earlier, 1);
    if (last !== undefined) return { day: earlier, number: last.number, hash: last.hash };
  }
  return undefined;
};

const isSealed = ({ key, digest }: Covered, seals: readonly Seal[]): boolean =>
  seals.some(({ entries }) => entries.some((sealed) => sealed.key === key && sealed.digest === digest));

const appendNext = async (entries: readonly Covered[], sealing: Sealing): Promise<Seal | 'nothing' | 'outrun'> => {
  const { store, hash, now } = sealing;
  const [any] = entries;
  if (any === undefined) return 'nothing';
  const recent = await store.newest(any.day, RECENT);
  const [first, ...rest] = entries.filter((entry) => !isSealed(entry, recent));
  if (first === undefined) return 'nothing';
  const head = recent[0];
  const follows = head === undefined ? await lastBefore(any.day, store) : undefined;
  const seal = nextSeal([first, ...rest], given({ head, follows }), hash, now);
  return (await store.append(seal)) ? seal : 'outrun';
};

const sealDay = async (entries: readonly Covered[], sealing: Sealing): Promise<Seal | undefined> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await appendNext(entries, sealing);
    if (outcome === 'nothing') return undefined;
    if (outcome !== 'outrun') return outcome;
  }
  throw new Error('too many sealers at once: the batch comes again');
};

/**
 * Seals entries as they came, each day for itself, and answers with the seals made. Repeats add nothing or cover an entry a
 * second time, which says the same; whatever order shards come in, a later seal covers what an earlier one did not.
 */
export const sealEntries = async (entries: readonly Covered[], sealing: Sealing): Promise<readonly Seal[]> => {
  const unique = new Map(entries.map((entry) => [`${entry.key}|${entry.digest}`, entry]));
  const seals: Seal[] = [];
  for (const ofDay of Map.groupBy(unique.values(), ({ day }) => day).values()) {
    const seal = await sealDay(ofDay, sealing);
    if (seal !== undefined) seals.push(seal);
  }
  return seals;
};
