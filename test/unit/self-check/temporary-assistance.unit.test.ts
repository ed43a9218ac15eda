import { describe, expect, it } from 'vitest';
import { resultOf } from './family.ts';

/** 60,000 yuan a year and 13,200 or more to be paid: what is left lies below the standard. */
const struck = { q5: 500_000, q11: 1_000_000, q12: 320_000 } as const;
const check = (changes = {}) => resultOf('temporary-assistance', { ...struck, ...changes });

describe('temporary assistance', () => {
  it('is likely when large expense leaves less than the standard, and shows both sums', () => {
    const result = check();
    expect(result.verdict).toBe('likely');
    expect(result.reasons.map(({ text }) => text.zh)).toEqual([
      '看病 10,000 元 + 学费等 3,200 元 = 13,200 元,达到 13,200 元的线:低保标准 1,100 元 × 3 个月 × 4 口人。',
      '(全年收入 60,000 元 − 自己付的 13,200 元)÷ 12 个月 ÷ 4 口人 = 每人每月剩 975 元,低于当地低保标准 1,100 元。',
      '存款等 0 元,没有超过上限 105,600 元:低保标准 1,100 元 × 12 个月 × 2 倍 × 4 口人。',
    ]);
  });

  it('says so when more was paid than came in', () => {
    expect(check({ q11: 9_000_000 }).reasons[1]?.text.zh).toContain(
      '自己付的 93,200 元比全年收入 60,000 元还多,没有剩下过日子的钱,低于',
    );
  });

  it('is near a little below the limit', () => {
    expect(check({ q12: 300_000 }).verdict).toBe('near');
    expect(check({ q5: 580_000 }).verdict).toBe('near');
  });

  it('is unlikely with small expense, enough left, or savings, and still points to emergencies', () => {
    expect(check({ q11: 0 }).verdict).toBe('unlikely');
    expect(check({ q5: 900_000 }).verdict).toBe('unlikely');
    expect(check({ q7: 90_000_000 }).verdict).toBe('unlikely');
    expect(check({ q11: 0 }).nextStep.zh).toContain('先救助,后补手续');
  });

  it.each(['q2', 'q5', 'q6', 'q7', 'q11', 'q12'])('cannot tell without %s', (question) => {
    expect(check({ [question]: null }).verdict).toBe('cannot-tell');
  });

  it.each(['q3', 'q4', 'q8', 'q9', 'q10'])('does not need %s', (question) => {
    expect(check({ [question]: null }).verdict).toBe('likely');
  });
});
