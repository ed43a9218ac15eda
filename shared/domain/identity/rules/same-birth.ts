import { birthDay } from '#shared/kernel/id-number.ts';
import type { Compared, Likeness } from '../types.ts';

const bornOn = ({ identity }: Compared): string | undefined =>
  identity.idNumber === '' ? undefined : birthDay(identity.idNumber);

/** Born on the same day; of a record without a number only the year is known. */
export const sameBirth: Likeness = (one, other) => {
  const [first, second] = [bornOn(one), bornOn(other)];
  if (first !== undefined && second !== undefined) {
    if (first !== second) return undefined;
    const text = { zh: '出生日期相同。', en: 'Born on the same day.' };
    return { code: 'same-birth-day', rule: 'DUPLICATE-SAME-BIRTH', text };
  }
  if (one.person.birthYear !== other.person.birthYear) return undefined;
  const text = { zh: '出生年份相同(其中一份没有身份证号)。', en: 'Born in the same year; one has no identity number.' };
  return { code: 'same-birth-year', rule: 'DUPLICATE-SAME-BIRTH', text };
};
