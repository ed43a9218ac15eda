import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Brought, PersonState } from '../registry/types.ts';
import type { Duplicate } from './types.ts';

export type DuplicateRefusal = Refusal<'duplicate-state' | 'survivor-unknown' | 'person-merged' | 'survivor-number'>;

export type DuplicateAct = { readonly actor: string; readonly now: Date };

const decided = (duplicate: Duplicate, changes: Partial<Duplicate>, act: DuplicateAct): Duplicate => ({
  ...duplicate,
  ...changes,
  decidedAt: act.now.toISOString(),
  decidedBy: act.actor,
  version: duplicate.version + 1,
});

/** They are two people: not suspected again. */
export const keepApart = (duplicate: Duplicate, act: DuplicateAct): Result<Duplicate, DuplicateRefusal> =>
  duplicate.state === 'open'
    ? ok(decided(duplicate, { state: 'apart' }, act))
    : refuse('duplicate-state', { state: duplicate.state });

/** Something speaks for a pair that no reviewer has seen: it is put before one again, also where it was kept apart. */
export const suspectAgain = (duplicate: Duplicate, found: Duplicate): Duplicate | undefined => {
  const news = found.reasons.filter(({ code }) => duplicate.reasons.every((known) => known.code !== code));
  if (duplicate.state === 'merged' || news.length === 0) return undefined;
  const { decidedAt: _, decidedBy: __, survivorId: ___, brought: ____, ...rest } = duplicate;
  const reasons = [...duplicate.reasons, ...news];
  return { ...rest, state: 'open', regionCode: found.regionCode, reasons, version: duplicate.version + 1 };
};

/** The records of a merger by the part that they have in it. */
export type Pair = { readonly survivor: PersonState; readonly other: PersonState };

/** The two records of a suspicion, the one that stays first. */
export const pairFor = (
  duplicate: Duplicate,
  survivorId: string,
  people: readonly PersonState[],
): Result<Pair, DuplicateRefusal> => {
  const survivor = people.find(({ personId }) => personId === survivorId);
  const other = people.find(({ personId }) => personId !== survivorId);
  if (!duplicate.personIds.includes(survivorId) || survivor === undefined || other === undefined) {
    return refuse('survivor-unknown');
  }
  return ok({ survivor, other });
};

/** They are one person: the record with a number stays, so that a file still finds them. */
export const mergePair = (
  duplicate: Duplicate,
  { survivor, other }: Pair,
  brought: Brought,
  act: DuplicateAct,
): Result<Duplicate, DuplicateRefusal> => {
  if (duplicate.state !== 'open') return refuse('duplicate-state', { state: duplicate.state });
  if (survivor.mergedInto !== undefined || other.mergedInto !== undefined) return refuse('person-merged');
  if (survivor.provisional === true && other.provisional !== true) return refuse('survivor-number');
  return ok(decided(duplicate, { state: 'merged', survivorId: survivor.personId, brought }, act));
};

/** A merger that is undone; both histories stay, and the pair is not suspected again. */
export const unmergePair = (
  duplicate: Duplicate,
  { other }: Pair,
  act: DuplicateAct,
): Result<Duplicate, DuplicateRefusal> =>
  duplicate.state === 'merged' && other.mergedInto === duplicate.survivorId
    ? ok(decided(duplicate, { state: 'apart' }, act))
    : refuse('duplicate-state', { state: duplicate.state });
