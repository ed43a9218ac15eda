import type { Reason } from '#shared/kernel/text.ts';
import { nearNumber } from './rules/near-number.ts';
import { sameBirth } from './rules/same-birth.ts';
import { sameName } from './rules/same-name.ts';
import { samePhone } from './rules/same-phone.ts';
import { samePlace } from './rules/same-place.ts';
import type { Compared, Duplicate } from './types.ts';

const isOne = (one: Compared, other: Compared): boolean => one.person.personId === other.person.personId;
const isHistory = ({ person }: Compared): boolean => person.mergedInto !== undefined;

/**
 * Why two records may be of one person, or nothing. The name comes first, as it is written or as it is heard; beside it speaks a
 * number that nearly is the other's, the day of birth, the telephone, or, where one has no number, the year of birth in one
 * township. Twins share a day and a home and have two names; namesakes share a name and little else: neither is suspected.
 */
export const suspectDuplicate = (one: Compared, other: Compared): readonly Reason[] | undefined => {
  if (isOne(one, other) || [one, other].some(isHistory)) return undefined;
  const name = sameName(one, other);
  if (name === undefined) return undefined;
  const birth = sameBirth(one, other);
  const number = nearNumber(one, other);
  const phone = samePhone(one, other);
  const place = samePlace(one, other);
  const born = birth?.code === 'same-birth-day' ? birth : birth && place;
  if ((born ?? number ?? phone) === undefined) return undefined;
  return [name, birth, number, phone, place].filter((reason) => reason !== undefined);
};

/** A pair in the order of its ids: suspected from either side it is one suspicion. */
export const pairOf = (one: string, other: string): readonly [string, string] =>
  one < other ? [one, other] : [other, one];

/** A suspicion as it is put before a reviewer. */
export const newDuplicate = (
  found: Compared,
  like: Compared,
  reasons: readonly Reason[],
  act: { readonly duplicateId: string; readonly now: Date },
): Duplicate => ({
  duplicateId: act.duplicateId,
  personIds: pairOf(found.person.personId, like.person.personId),
  regionCode: found.person.regionCode,
  state: 'open',
  reasons,
  createdAt: act.now.toISOString(),
  version: 1,
});
