import { describe, expect, it } from 'vitest';
import { codesOf, resultOf } from './family.ts';

const alone = { q2: 1, q3: ['aged-60'], q5: 20_000 } as const;
const check = (changes = {}) => resultOf('extreme-hardship', { ...alone, ...changes });

describe('extreme hardship', () => {
  it('is likely for an old person alone without income or support', () => {
    expect(check().verdict).toBe('likely');
    expect(check({ q3: ['child-under-16'] }).verdict).toBe('likely');
  });

  it.each([
    ['a disability, whose kind and degree decide', { q3: ['severe-disability'] }, 'unable-to-work-near'],
    ['relatives who give something', { q6: 10_000 }, 'supporters-near'],
    ['others in the home', { q2: 2 }, 'living-alone-near'],
    ['an income at the standard', { q5: 110_000 }, 'income-near'],
  ])('is near with %s', (_what, changes, code) => {
    const result = check(changes);
    expect(result.verdict).toBe('near');
    expect(codesOf(result)[0]).toBe(code);
  });

  it.each([
    ['nobody who cannot work', { q3: ['none'] }],
    ['an illness only', { q3: ['serious-illness'] }],
    ['an adult who could work', { q2: 2, q4: 1 }],
    ['an income above the standard', { q5: 300_000 }],
    ['savings', { q7: 9_000_000 }],
  ])('is unlikely with %s', (_what, changes) => expect(check(changes).verdict).toBe('unlikely'));

  it.each(['q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10'])('cannot tell without %s', (question) => {
    expect(check({ [question]: null }).verdict).toBe('cannot-tell');
  });
});
