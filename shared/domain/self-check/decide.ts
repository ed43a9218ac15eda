import { type Facts, type Line, type Outcome, type Rule, verdictOf } from './line.ts';
import { extremeHardship } from './rules/extreme-hardship.ts';
import { marginal } from './rules/marginal.ts';
import { rigidExpense } from './rules/rigid-expense.ts';
import { subsistenceAllowance } from './rules/subsistence-allowance.ts';
import { temporaryAssistance } from './rules/temporary-assistance.ts';
import { countyNeeded, nextStep, notADecision, notLookedAt } from './texts.ts';
import type { Answers, CategoryResult, SelfCheckCategory, SelfCheckPolicy, SelfCheckResult } from './types.ts';

const RULES: Readonly<Record<SelfCheckCategory, Rule>> = {
  'subsistence-allowance': subsistenceAllowance,
  marginal,
  'extreme-hardship': extremeHardship,
  'rigid-expense': rigidExpense,
  'temporary-assistance': temporaryAssistance,
};

const WEIGHT: Readonly<Record<Outcome, number>> = { beyond: 0, unknown: 1, near: 2, within: 3 };

const NO_COUNTY: Line = { outcome: 'unknown', reason: { code: 'county-unknown', text: countyNeeded } };

const resultOf = (category: SelfCheckCategory, lines: readonly Line[]): CategoryResult => {
  const verdict = verdictOf(lines);
  const reasons = lines
    .toSorted((one, other) => WEIGHT[one.outcome] - WEIGHT[other.outcome])
    .map(({ reason }) => reason);
  const against = lines.filter(({ outcome }) => outcome === 'beyond');
  const onlyEarlier = against.length > 0 && against.every(({ earlier }) => earlier === true);
  return { category, verdict, reasons, nextStep: nextStep(category, verdict, onlyEarlier) };
};

/**
 * What the answers point to, category by category. Pure: the same answers and policy give the same result. A question that
 * was not answered leaves only those lines open that need it.
 */
export const selfCheck = (answers: Answers, policy: SelfCheckPolicy): SelfCheckResult => {
  const figures = policy.figuresOf(answers.q1 ?? '');
  const facts: Facts | undefined =
    figures === undefined ? undefined : { answers, figures, margin: policy.nearMargin.value };
  return {
    results: policy.categories.map((category) =>
      resultOf(category, facts === undefined ? [NO_COUNTY] : RULES[category](facts)),
    ),
    notADecision,
    notLookedAt,
    policyVersion: policy.version,
  };
};
