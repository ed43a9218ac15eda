import { describe, expect, it } from 'vitest';
import { codesOf, resultOf } from './family.ts';

/** 10,000 yuan a month for four: above the margin of 6,600, below the disposable income of 20,000. */
const earning = { q5: 1_000_000, q11: 7_000_000, q12: 200_000 } as const;
const check = (changes = {}) => resultOf('rigid-expense', { ...earning, ...changes });

describe('rigid expense', () => {
  it('is likely when expense takes the share of the income, and shows the sum', () => {
    const result = check();
    expect(result.verdict).toBe('likely');
    expect(result.reasons.map(({ text }) => text.zh)).toContain(
      '看病 70,000 元 + 学费等 2,000 元 = 72,000 元,占全年收入 120,000 元的 60%,达到 60%。',
    );
    expect(result.reasons.map(({ text }) => text.zh)).toContain(
      '10,000 元 × 12 个月 ÷ 4 口人 = 每人每年 30,000 元,低于当地上年度人均可支配收入 60,000 元。',
    );
  });

  it('is near a little below the share, unlikely further below', () => {
    expect(check({ q12: 199_999 }).verdict).toBe('near');
    expect(check({ q12: 199_999 }).reasons[0]?.text.zh).toContain('的 59.9%,接近 60%');
    expect(check({ q11: 6_000_000 }).verdict).toBe('unlikely');
  });

  it('gives way to the categories before it', () => {
    const result = check({ q5: 660_000 });
    expect(result.verdict).toBe('unlikely');
    expect(codesOf(result)[0]).toBe('margin-first-beyond');
    expect(check({ q5: 0 }).verdict).toBe('unlikely');
  });

  it('is unlikely above the disposable income', () => {
    expect(check({ q5: 2_400_000, q11: 90_000_000 }).verdict).toBe('unlikely');
    expect(check({ q5: 2_100_000, q11: 90_000_000 }).verdict).toBe('near');
  });

  it('says of an income at the line itself that it is at it, not above', () => {
    // 20,000 yuan a month for four: 60,000 a person and year, the disposable income to the fen.
    const { reasons } = check({ q5: 2_000_000, q11: 90_000_000 });
    expect(reasons.map(({ text }) => text.zh)).toContain(
      '20,000 元 × 12 个月 ÷ 4 口人 = 每人每年 60,000 元,等于或略高于当地上年度人均可支配收入 60,000 元。',
    );
  });

  it('does not say that nothing spent reaches a share of no income', () => {
    const none = check({ q5: 0, q11: 0, q12: 0 });
    expect(none.verdict).toBe('unlikely');
    expect(none.reasons.map(({ text }) => text.zh)).toContain(
      '看病 0 元 + 学费等 0 元 = 0 元,而全年没有收入,没有达到 60%。',
    );
  });

  it.each(['q2', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q11', 'q12'])('cannot tell without %s', (question) => {
    expect(check({ [question]: null }).verdict).toBe('cannot-tell');
  });
});
