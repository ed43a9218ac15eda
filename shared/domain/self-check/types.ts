import type { Figure, Reason, Text } from '#shared/kernel/text.ts';
import type { Category } from '#shared/reference/words.ts';

/** What the third question offers (家庭成员状况). `none` stands alone. */
export const householdTraits = ['child-under-16', 'aged-60', 'severe-disability', 'serious-illness', 'none'] as const;
export type HouseholdTrait = (typeof householdTraits)[number];

/** Bounds of the answers: what lies outside is a slip of the hand. Money in fen. */
export const bounds = {
  members: { min: 1, max: 30 },
  idleAdults: { min: 0, max: 30 },
  cars: { min: 0, max: 20 },
  homes: { min: 0, max: 20 },
  /** One million yuan a month. */
  monthlyFen: { min: 0, max: 100_000_000 },
  /** One hundred million yuan. */
  amountFen: { min: 0, max: 10_000_000_000 },
} as const;

export const questionIds = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q11', 'q12'] as const;
export type QuestionId = (typeof questionIds)[number];
export const questionKinds = ['region', 'integer', 'money', 'boolean', 'choice', 'choices'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Part of a question that asks for two things at once. */
export type QuestionPart = {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly text: Text;
  readonly unit?: 'fen';
  readonly min?: number;
  readonly max?: number;
};

/** One of the twelve questions. With `parts` the answer is an object by part, and `kind` is that of the first part. */
export type Question = {
  readonly id: QuestionId;
  readonly kind: QuestionKind;
  readonly text: Text;
  readonly help: Text;
  /** `fen` for money: the answer is a whole number of fen (分), so 3,200 yuan is 320000. */
  readonly unit?: 'fen';
  readonly options?: readonly { readonly value: string; readonly text: Text }[];
  readonly min?: number;
  readonly max?: number;
  readonly parts?: readonly QuestionPart[];
};

/** An answer, or nothing: `null` and a missing one both mean "I don't know" (不清楚). */
type Maybe<T> = T | null | undefined;

/** The answers by question; money in fen. */
export type Answers = {
  /** County of household registration, or a code below it. */
  readonly q1?: Maybe<string>;
  readonly q2?: Maybe<number>;
  readonly q3?: Maybe<readonly HouseholdTrait[]>;
  readonly q4?: Maybe<number>;
  readonly q5?: Maybe<number>;
  readonly q6?: Maybe<number>;
  readonly q7?: Maybe<number>;
  readonly q8?: Maybe<{ readonly count?: Maybe<number>; readonly valueFen?: Maybe<number> }>;
  readonly q9?: Maybe<number>;
  readonly q10?: Maybe<{ readonly owns?: Maybe<boolean>; readonly amountFen?: Maybe<number> }>;
  readonly q11?: Maybe<number>;
  readonly q12?: Maybe<number>;
};

/** What a region's categories are measured by (认定标准); money in fen. */
export type RegionFigures = {
  /** Subsistence-allowance standard a person and month (最低生活保障标准). */
  readonly subsistenceStandard: Figure;
  /** Marginal families: up to how many times the standard (低保边缘家庭). */
  readonly marginalMultiple: Figure;
  /** Minimum wage a month: the cap of a widened multiple (最低工资标准). */
  readonly minimumWage: Figure;
  /** Disposable income a person in the last year (上年度居民人均可支配收入). */
  readonly disposableIncome: Figure;
  /** Savings, funds and shares of a family: up to how many yearly standards a person. */
  readonly assetMultiple: Figure;
  readonly cars: Figure;
  readonly carValue: Figure;
  /** Homes beside the one lived in. */
  readonly extraHomes: Figure;
  /** Paid-in share of companies. */
  readonly businessShare: Figure;
  /** Rigid expense, in percent of the year's income (刚性支出占比). */
  readonly rigidShare: Figure;
  /** Temporary assistance: spending of at least so many monthly standards a person. */
  readonly temporarySpending: Figure;
};

/** The figures that hold in one county. */
export type CountyFigures = RegionFigures & { readonly regionCode: string };

/** What the self-check rests on. */
export type SelfCheckPolicy = {
  readonly version: string;
  /** The categories that are looked at, in the order of the answer. */
  readonly categories: readonly SelfCheckCategory[];
  /** Up to how many percent beyond a limit still read `near`. */
  readonly nearMargin: Figure;
  /** The figures of the county with this code or above it; `undefined` where there is no such county. */
  readonly figuresOf: (regionCode: string) => CountyFigures | undefined;
};

export const selfCheckCategories = [
  'subsistence-allowance',
  'marginal',
  'extreme-hardship',
  'rigid-expense',
  'temporary-assistance',
] as const satisfies readonly Category[];
export type SelfCheckCategory = (typeof selfCheckCategories)[number];

export const verdicts = ['likely', 'near', 'unlikely', 'cannot-tell'] as const;
export type Verdict = (typeof verdicts)[number];

export type CategoryResult = {
  readonly category: SelfCheckCategory;
  readonly verdict: Verdict;
  /** The lines that were looked at, the deciding ones first. */
  readonly reasons: readonly Reason[];
  readonly nextStep: Text;
};

export type SelfCheckResult = {
  readonly results: readonly CategoryResult[];
  readonly notADecision: Text;
  readonly notLookedAt: readonly Text[];
  readonly policyVersion: string;
};
