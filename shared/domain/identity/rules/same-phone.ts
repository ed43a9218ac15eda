import type { Likeness } from '../types.ts';

/** Both give one telephone; families share one, so it never speaks alone. */
export const samePhone: Likeness = ({ identity: one }, { identity: other }) =>
  one.phone === undefined || one.phone !== other.phone
    ? undefined
    : { code: 'same-phone', rule: 'DUPLICATE-SAME-PHONE', text: { zh: '联系电话相同。', en: 'The same telephone.' } };
