import type { Figure, Reason, Text } from '#shared/kernel/text.ts';
import type { Answers, CountyFigures, QuestionId, SelfCheckCategory, Verdict } from './types.ts';

/** How an answer lies to one line of a rule: `near` is beyond it, but within the policy's margin. */
export type Decided = 'within' | 'near' | 'beyond';
export type Outcome = Decided | 'unknown';

/** One line of a rule, looked at. */
export type Line = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** The line sends the family to a category that comes before this one. */
  readonly earlier?: true;
};

/** What a rule decides from. */
export type Facts = {
  readonly answers: Answers;
  readonly figures: CountyFigures;
  /** In percent. */
  readonly margin: number;
};

/** One category's rule: the lines that all have to hold. */
export type Rule = (facts: Facts) => readonly Line[];

/** A line before it belongs to a category. */
export type Draft = {
  readonly topic: string;
  readonly outcome: Outcome;
  readonly text: Text;
  readonly figure?: Figure;
  readonly earlier?: true;
};

/** A draft as a line of a category's rule; the reason's code says topic and outcome. */
export const lineOf = (category: SelfCheckCategory, { topic, outcome, text, figure, earlier }: Draft): Line => ({
  outcome,
  ...(earlier === undefined ? {} : { earlier }),
  reason: {
    code: `${topic}-${outcome}`,
    text,
    rule: `${category}.${topic}`,
    ...(figure === undefined ? {} : { figure }),
  },
});

/**
 * All lines have to hold: one that is clearly missed decides, whatever is not known; without one, a line that cannot be
 * told leaves it open.
 */
export const verdictOf = (lines: readonly Line[]): Verdict => {
  const some = (outcome: Outcome): boolean => lines.some((line) => line.outcome === outcome);
  if (some('beyond')) return 'unlikely';
  if (some('unknown')) return 'cannot-tell';
  return some('near') ? 'near' : 'likely';
};

const nearOrBeyond = (near: boolean): Decided => (near ? 'near' : 'beyond');

/** Strictly below a limit (低于). */
export const below = (value: number, limit: number, margin: number): Decided =>
  value < limit ? 'within' : nearOrBeyond(value * 100 <= limit * (100 + margin));

/** At most a limit (不超过). */
export const atMost = (value: number, limit: number, margin: number): Decided =>
  value <= limit ? 'within' : nearOrBeyond(value * 100 <= limit * (100 + margin));

/** At least a limit (达到). */
export const atLeast = (value: number, limit: number, margin: number): Decided =>
  value >= limit ? 'within' : nearOrBeyond(value * (100 + margin) >= limit * 100);

/** An answer, or `undefined` for "I don't know". */
export const known = <T>(answer: T | null | undefined): T | undefined => answer ?? undefined;

/** The line that cannot be told because these questions were skipped. */
export const unknown = (topic: string, skipped: readonly QuestionId[]): Draft => {
  const numbers = skipped.map((id) => id.slice(1));
  return {
    topic,
    outcome: 'unknown',
    text: {
      zh: `第 ${numbers.join('、')} 题没有回答,所以这一条看不出来。`,
      en: `Cannot tell, because question ${numbers.join(' and ')} was not answered.`,
    },
  };
};

/** Those of the questions that were skipped. */
export const skippedOf = (answers: Answers, ids: readonly QuestionId[]): readonly QuestionId[] =>
  ids.filter((id) => known(answers[id]) === undefined);
