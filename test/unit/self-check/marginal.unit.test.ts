import { describe, expect, it } from 'vitest';
import { codesOf, county, resultOf } from './family.ts';

const check = (changes = {}, figures = {}) => resultOf('marginal', changes, figures);

describe('marginal family', () => {
  it('is likely from the standard up to one and a half times of it', () => {
    expect(check({ q5: 440_000 }).verdict).toBe('likely');
    expect(check({ q5: 660_000 }).verdict).toBe('likely');
    expect(check({ q5: 600_000 }).reasons[0]?.text.zh).toBe(
      '6,000 元 ÷ 4 口人 = 每人每月 1,500 元,没有超过边缘家庭的线:1,100 元 × 1.5 倍 = 1,650 元。',
    );
  });

  it('is near up to a tenth above, unlikely beyond', () => {
    expect(check({ q5: 660_001 }).verdict).toBe('near');
    expect(check({ q5: 726_001 }).verdict).toBe('unlikely');
  });

  it('gives way to the allowance below the standard', () => {
    const result = check();
    expect(result.verdict).toBe('unlikely');
    expect(codesOf(result)[0]).toBe('allowance-first-beyond');
    expect(result.nextStep.zh).toContain('先看前面的低保');
    expect(check({ q9: 5 }).nextStep.zh).toContain('不太像');
  });

  it('caps a widened multiple at the minimum wage', () => {
    const widened = { marginalMultiple: { ...county.marginalMultiple, value: 2 } };
    expect(check({ q5: 804_000 }, widened).verdict).toBe('likely');
    const above = check({ q5: 804_001 }, widened);
    expect(above.verdict).toBe('near');
    expect(above.reasons[0]?.text.zh).toContain('1,100 元 × 2 倍 = 2,200 元,最多按当地最低月工资 2,010 元');
    expect(above.reasons[0]?.figure).toBe(county.minimumWage);
  });

  it('never takes away by a widened multiple what the law gives without one', () => {
    const figures = {
      marginalMultiple: { ...county.marginalMultiple, value: 2 },
      minimumWage: { ...county.minimumWage, value: 160_000 },
    };
    const result = check({ q5: 660_000 }, figures);
    expect(result.verdict).toBe('likely');
    expect(result.reasons.map(({ text }) => text.zh).join('')).toContain(
      '没有超过边缘家庭的线:1,100 元 × 1.5 倍 = 1,650 元(放宽到 2 倍的,最多按当地最低月工资 1,600 元,还不到这个数)。',
    );
    expect(check({ q5: 660_001 }, figures).verdict).toBe('near');
  });

  it('does not cap the multiple of the law', () => {
    expect(check({ q5: 660_000 }, { minimumWage: { ...county.minimumWage, value: 120_000 } }).verdict).toBe('likely');
  });

  it.each(['q2', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10'])('cannot tell without %s', (question) => {
    expect(check({ q5: 600_000, [question]: null }).verdict).toBe('cannot-tell');
  });

  it.each([['severe-disability'], ['serious-illness']])('names the single application for %s', (trait) => {
    expect(codesOf(check({ q5: 600_000, q3: [trait] }))).toContain('single-person-within');
    expect(codesOf(check({ q5: 600_000, q3: ['aged-60'] }))).not.toContain('single-person-within');
  });
});
