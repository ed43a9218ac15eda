import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { abolishedCounties, countyCodes } from '#shared/reference/regions.ts';
import type { Sex } from './names.ts';
import type { Random } from './random.ts';

/** Counties elsewhere from which people married or moved in. */
const ELSEWHERE = ['341126', '360121', '410105', '420111', '430102', '511602'] as const;

/** Sequence numbers a sex: a prime, so that any step goes round all of them. */
const SEQUENCES = 499;
const DAYS = 365;
const MONTH_ENDS = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const;

/** Month and day, `MMDD`, of the ordinal of a day in a year without 29 February. */
const monthDay = (ordinal: number): string => {
  const month = MONTH_ENDS.findIndex((end) => ordinal < end);
  const day = ordinal - (MONTH_ENDS[month - 1] ?? 0) + 1;
  return String(month + 1).padStart(2, '0') + String(day).padStart(2, '0');
};

/** The county of first registration: mostly that of residence, under its old code if the person was born under it. */
const areaCode = (random: Random, county: string, birthYear: number): string => {
  if (random.chance(0.03)) return random.pick(ELSEWHERE);
  if (random.chance(0.09)) return random.pick(countyCodes);
  const old = abolishedCounties.filter(({ successor, until }) => successor === county && birthYear < Number(until));
  return old.length > 0 && random.chance(0.6) ? random.pick(old).code : county;
};

export type Born = { readonly idNumber: string; readonly birthYear: number };

/**
 * Gives out identity numbers of which none comes twice, without remembering them: the n-th of an area and sex has its
 * own pair of sequence number and day of the year (up to 499 x 365 pairs, ten times what the province needs).
 */
export const createIdentities = (random: Random, asOf: string) => {
  const given = new Map<string, number>();
  const thisYear = Number(asOf.slice(0, 4));
  const today = asOf.slice(5, 7) + asOf.slice(8, 10);
  return (county: string, sex: Sex, age: number): Born => {
    const area = areaCode(random, county, thisYear - age);
    const nth = given.get(area + sex) ?? 0;
    given.set(area + sex, nth + 1);
    const start = Number(area) * (sex === 'male' ? 7919 : 6007);
    const sequence = (nth * 211 + start) % SEQUENCES;
    const date = monthDay((sequence * 83 + Math.floor(nth / SEQUENCES) * 149 + start) % DAYS);
    const birthYear = thisYear - age - (date > today ? 1 : 0);
    const order = String(sex === 'male' ? 2 * sequence + 1 : 2 * sequence + 2).padStart(3, '0');
    const first17 = `${area}${birthYear}${date}${order}`;
    return { idNumber: first17 + idNumberCheckCharacter(first17), birthYear };
  };
};

/** A number of eleven digits with four zeros where the exchange would stand: nobody's. */
export const phoneNumber = (random: Random): string =>
  `1${random.between(3, 9)}${random.below(10)}0000${String(random.below(10_000)).padStart(4, '0')}`;
