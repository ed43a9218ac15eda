import type { Likeness } from '../types.ts';

/** The check character follows from the rest, so a slip of the pen shows in the first 17 only. */
const DIGITS = 17;

const isSlip = (one: string, other: string): boolean => {
  const places = [...one.slice(0, DIGITS)].flatMap((digit, index) => (digit === other[index] ? [] : [index]));
  const [first = -1, second = -1] = places;
  if (places.length === 1) return true;
  return places.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first];
};

/** The identity numbers differ in one digit, or in two neighbours that changed places: a slip when one was written down. */
export const nearNumber: Likeness = ({ identity: one }, { identity: other }) => {
  if (one.idNumber === '' || other.idNumber === '' || !isSlip(one.idNumber, other.idNumber)) return undefined;
  const text = {
    zh: '身份证号只差一位,或相邻两位颠倒。',
    en: 'The identity numbers differ in one digit, or in two neighbours that changed places.',
  };
  return { code: 'near-number', rule: 'DUPLICATE-NEAR-NUMBER', text };
};
