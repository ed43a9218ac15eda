import { describe, expect, it } from 'vitest';
import { codesOf, county, resultOf } from './family.ts';

const check = (changes = {}) => resultOf('subsistence-allowance', changes);

describe('subsistence allowance', () => {
  it('is likely below the standard, and shows the sum', () => {
    const result = check();
    expect(result.verdict).toBe('likely');
    expect(result.reasons[0]).toEqual({
      code: 'income-within',
      rule: 'subsistence-allowance.income',
      figure: county.subsistenceStandard,
      text: {
        zh: '3,200 元 ÷ 4 口人 = 每人每月 800 元,低于当地低保标准 1,100 元。',
        en: '3,200 yuan ÷ 4 people = 800 yuan a person a month, below the local standard of 1,100 yuan.',
      },
    });
  });

  it('counts what relatives give', () => {
    expect(check({ q6: 40_000 }).reasons[0]?.text.zh).toBe(
      '(3,200 元 + 400 元) ÷ 4 口人 = 每人每月 900 元,低于当地低保标准 1,100 元。',
    );
  });

  it('is near at the standard and up to a tenth above it, and unlikely beyond', () => {
    expect(check({ q5: 439_999 }).verdict).toBe('likely');
    expect(check({ q5: 440_000 }).verdict).toBe('near');
    expect(check({ q5: 484_000 }).verdict).toBe('near');
    expect(check({ q5: 484_001 }).verdict).toBe('unlikely');
  });

  it('never rounds a sum onto the other side of the limit', () => {
    expect(check({ q2: 3, q5: 329_999 }).reasons[0]?.text.zh).toContain('每人每月 1,099.99 元,低于');
    expect(check({ q2: 3, q5: 330_001 }).reasons[0]?.text.zh).toContain('每人每月 1,100.01 元,等于或略高于');
  });

  it.each([
    ['savings', { q7: 12_000_000 }, 'savings-beyond'],
    ['a second car', { q8: { count: 2, valueFen: 100 } }, 'cars-beyond'],
    ['a car that is worth much', { q8: { count: 1, valueFen: 20_000_000 } }, 'cars-beyond'],
    ['two more homes', { q9: 2 }, 'homes-beyond'],
    ['a company', { q10: { owns: true, amountFen: 50_000_000 } }, 'business-beyond'],
  ])('is unlikely with %s, and says that first', (_what, changes, code) => {
    const result = check(changes);
    expect(result.verdict).toBe('unlikely');
    expect(codesOf(result)[0]).toBe(code);
  });

  it('shows the sum of the savings', () => {
    const savings = check({ q7: 10_560_000 }).reasons.find(({ code }) => code === 'savings-within');
    expect(savings?.text.zh).toBe(
      '存款等 105,600 元,没有超过上限 105,600 元:低保标准 1,100 元 × 12 个月 × 2 倍 × 4 口人。',
    );
  });

  it('cannot tell without an answer that a line needs, and names the question', () => {
    const result = check({ q7: null });
    expect(result.verdict).toBe('cannot-tell');
    expect(result.reasons[0]).toEqual({
      code: 'savings-unknown',
      rule: 'subsistence-allowance.savings',
      text: {
        zh: '第 7 题没有回答,所以这一条看不出来。',
        en: 'Cannot tell, because question 7 was not answered.',
      },
    });
  });

  it('stays unlikely where another line decides whatever the missing answer is', () => {
    expect(check({ q7: null, q9: 5 }).verdict).toBe('unlikely');
  });

  it('needs no value of a car that is not there, nor an amount of no company', () => {
    expect(check({ q8: { count: 0, valueFen: null }, q10: { owns: false, amountFen: null } }).verdict).toBe('likely');
    expect(check({ q8: { count: 1, valueFen: null } }).verdict).toBe('cannot-tell');
    expect(check({ q10: { owns: true } }).verdict).toBe('cannot-tell');
  });

  it('marks an example figure in the words too', () => {
    const standard = { ...county.subsistenceStandard, example: true } as const;
    const [reason] = resultOf('subsistence-allowance', {}, { subsistenceStandard: standard }).reasons;
    expect(reason?.text.zh).toContain('1,100 元(示例数字)');
    expect(reason?.text.en).toContain('1,100 yuan (example figure)');
    expect(reason?.figure?.example).toBe(true);
  });
});
