import { selfCheck } from '#shared/domain/self-check/decide.ts';
import type {
  Answers,
  CategoryResult,
  CountyFigures,
  SelfCheckCategory,
  SelfCheckPolicy,
} from '#shared/domain/self-check/types.ts';
import type { Figure } from '#shared/kernel/text.ts';

const figure = (value: number, unit: string): Figure => ({
  name: { zh: '数', en: 'figure' },
  value,
  unit,
  asOf: '2026-01-01',
  citation: '县公告 2026 年第 1 号',
});

/** A county with round figures: a standard of 1,100 yuan a month. */
export const county: CountyFigures = {
  regionCode: '330727',
  subsistenceStandard: figure(110_000, 'fen-per-person-month'),
  marginalMultiple: figure(1.5, 'times-standard'),
  minimumWage: figure(201_000, 'fen-per-month'),
  disposableIncome: figure(6_000_000, 'fen-per-person-year'),
  assetMultiple: figure(2, 'years-of-standard'),
  cars: figure(1, 'cars'),
  carValue: figure(8_000_000, 'fen'),
  extraHomes: figure(1, 'homes'),
  businessShare: figure(10_000_000, 'fen'),
  rigidShare: figure(60, 'percent'),
  temporarySpending: figure(3, 'months-of-standard'),
};

export const policyWith = (changes: Partial<CountyFigures> = {}): SelfCheckPolicy => ({
  version: 'test-2026.1',
  categories: ['subsistence-allowance', 'marginal', 'extreme-hardship', 'rigid-expense', 'temporary-assistance'],
  nearMargin: figure(10, 'percent'),
  figuresOf: (code) => (code.startsWith('330727') ? { ...county, ...changes } : undefined),
});

/** Four people on 3,200 yuan a month, with nothing put by. */
export const family: Answers = {
  q1: '330727',
  q2: 4,
  q3: ['none'],
  q4: 0,
  q5: 320_000,
  q6: 0,
  q7: 0,
  q8: { count: 0 },
  q9: 0,
  q10: { owns: false },
  q11: 0,
  q12: 0,
};

/** One category's result for the family with some answers changed. */
export const resultOf = (
  category: SelfCheckCategory,
  changes: Answers = {},
  figures: Partial<CountyFigures> = {},
): CategoryResult => {
  const { results } = selfCheck({ ...family, ...changes }, policyWith(figures));
  const found = results.find((result) => result.category === category);
  if (found === undefined) throw new Error(`no result for ${category}`);
  return found;
};

export const codesOf = ({ reasons }: CategoryResult): readonly string[] => reasons.map(({ code }) => code);
