import { given } from '#shared/kernel/given.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import { START, sealHash } from './chain.ts';
import type { Break, BreakKind, ChainPolicy, Hash, PlacedSeal, PresentEntry, Seal } from './types.ts';

/** A day as it was read: first its seals, then its entries, so that no seal speaks of an entry that came after the look. */
export type DayFacts = {
  readonly day: Day;
  readonly seals: readonly PlacedSeal[];
  readonly entries: ReadonlyMap<string, PresentEntry>;
  /** The seal of an earlier day that the first seal names, if it is there. */
  readonly followed?: Seal;
};

type Check = { readonly hash: Hash; readonly policy: ChainPolicy; readonly now: Date };

/** Told of the place, not of what the seal says of itself: that may be anything. */
const told = ({ seal, place }: PlacedSeal, day: Day, kind: BreakKind): Break => ({
  day,
  kind,
  at: seal.sealedAt,
  seal: place,
});

/** What the seal before has to have: of the first one, the last of the day that it follows. */
const expectedBefore = (seal: Seal, before: Seal | undefined, followed: Seal | undefined): string | undefined => {
  if (before !== undefined) return before.hash;
  return seal.follows === undefined ? START : followed?.hash;
};

const inOrder = ({ entries }: Seal): boolean =>
  entries.every(({ key }, index) => index === 0 || (entries[index - 1]?.key ?? '') <= key);

/** What is wrong with a seal looked at alone: another number than its place, another order, another content. */
const ownFault = ({ seal, place }: PlacedSeal, day: Day, hash: Hash): BreakKind | undefined => {
  if (seal.number !== place || !inOrder(seal)) return 'reordered';
  return seal.day !== day || sealHash(seal, hash) !== seal.hash ? 'edited' : undefined;
};

/** The seal that should stand before the first of a day is gone: the day that it follows lost its end. */
const endLost = (seal: Seal, day: Day): Break => ({
  day: seal.follows?.day ?? day,
  kind: 'dropped',
  ...given({ seal: seal.follows?.number }),
});

/** Whether a seal is what it was when it was made, and stands where it stood. */
const sealBreak = (
  placed: PlacedSeal,
  before: PlacedSeal | undefined,
  facts: DayFacts,
  { hash }: Check,
): Break | undefined => {
  const { seal, place } = placed;
  const { day } = facts;
  const wanted = (before?.place ?? 0) + 1;
  if (place !== wanted) return { day, kind: 'dropped', at: seal.sealedAt, seal: wanted };
  const fault = ownFault(placed, day, hash);
  if (fault !== undefined) return told(placed, day, fault);
  const expected = expectedBefore(seal, before?.seal, facts.followed);
  if (expected === undefined) return endLost(seal, day);
  return seal.previous === expected ? undefined : told(placed, day, 'edited');
};

const apart = (one: Instant, other: Instant): number => Math.abs(Date.parse(one) - Date.parse(other));

/** Whether an entry that a seal covers is there, says the same, and came when it says that it happened. */
const entryBreak = (seal: Seal, covered: Seal['entries'][number], facts: DayFacts, policy: ChainPolicy) => {
  const present = facts.entries.get(covered.key);
  const where = { day: facts.day, seal: seal.number };
  if (present === undefined) return { ...where, kind: 'dropped' as const, at: covered.takenAt };
  if (present.digest !== covered.digest) return { ...where, kind: 'edited' as const, at: covered.takenAt };
  return apart(present.at, covered.takenAt) > policy.graceMs
    ? { ...where, kind: 'inserted' as const, at: present.at }
    : undefined;
};

const coveredBreak = (facts: DayFacts, check: Check): Break | undefined => {
  let before: PlacedSeal | undefined;
  for (const placed of facts.seals) {
    const broken = sealBreak(placed, before, facts, check);
    if (broken !== undefined) return broken;
    for (const covered of placed.seal.entries) {
      const wrong = entryBreak(placed.seal, covered, facts, check.policy);
      if (wrong !== undefined) return wrong;
    }
    before = placed;
  }
  return undefined;
};

/** An entry past the grace time that no seal covers: it was put past the chain, or the sealer stands still. */
const uncoveredBreak = ({ day, seals, entries }: DayFacts, { policy, now }: Check): Break | undefined => {
  const covered = new Set(seals.flatMap(({ seal }) => seal.entries.map(({ key }) => key)));
  for (const [key, { at: happened }] of entries) {
    const old = now.getTime() - Date.parse(happened) > policy.graceMs;
    if (old && !covered.has(key)) return { day, kind: 'inserted', at: happened };
  }
  return undefined;
};

/** The first break of a day's chain, or none: every seal recomputed, every entry compared. */
export const verifyDay = (facts: DayFacts, check: Check): Break | undefined =>
  coveredBreak(facts, check) ?? uncoveredBreak(facts, check);
