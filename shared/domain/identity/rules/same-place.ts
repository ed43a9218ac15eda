import type { Likeness } from '../types.ts';

const TOWNSHIP_DIGITS = 9;

/** Both live in one township; a record that knows the county only lives nowhere in particular. */
export const samePlace: Likeness = ({ person: one }, { person: other }) => {
  const township = one.regionCode.slice(0, TOWNSHIP_DIGITS);
  if (township.length < TOWNSHIP_DIGITS || township !== other.regionCode.slice(0, TOWNSHIP_DIGITS)) return undefined;
  const text = { zh: '住在同一乡镇(街道)。', en: 'They live in one township.' };
  return { code: 'same-township', rule: 'DUPLICATE-SAME-PLACE', text };
};
