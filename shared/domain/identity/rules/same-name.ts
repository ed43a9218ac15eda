import type { Likeness } from '../types.ts';

/** The names are the same, or read alike (同名或同音): a clerk who heard the name may have written other characters. */
export const sameName: Likeness = (one, other) => {
  if (one.reading === '' || one.reading !== other.reading) return undefined;
  return one.identity.name === other.identity.name
    ? { code: 'same-name', rule: 'DUPLICATE-SAME-NAME', text: { zh: '姓名相同。', en: 'The names are the same.' } }
    : {
        code: 'same-reading',
        rule: 'DUPLICATE-SAME-NAME',
        text: { zh: '姓名同音不同字。', en: 'The names are written differently and read alike.' },
      };
};
