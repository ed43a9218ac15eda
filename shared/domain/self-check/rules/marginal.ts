import type { Text } from '#shared/kernel/text.ts';
import { incomeOf, incomeQuestions, perHead } from '../income.ts';
import { atMost, type Decided, type Draft, type Facts, known, lineOf, type Rule, skippedOf, unknown } from '../line.ts';
import { marginalLimit } from '../marginal-limit.ts';
import { property } from '../property.ts';
import { limitText } from '../wording.ts';

const WORDS: Readonly<Record<Decided, Text>> = {
  within: { zh: '没有超过', en: 'not above' },
  near: { zh: '略高于', en: 'slightly above' },
  beyond: { zh: '高于', en: 'above' },
};

const belowMargin = ({ answers, figures, margin }: Facts): Draft => {
  const income = incomeOf(answers);
  if (income === undefined) return unknown('income', skippedOf(answers, incomeQuestions));
  const limit = marginalLimit(figures);
  const outcome = atMost(income.totalFen, limit.perHeadFen * income.members, margin);
  const [own, word] = [perHead(income, outcome), WORDS[outcome]];
  return {
    topic: 'income',
    outcome,
    figure: limit.figure,
    text: {
      zh: `${own.zh},${word.zh}边缘家庭的线:${limit.sum.zh}。`,
      en: `${own.en}, ${word.en} the line for marginal families: ${limit.sum.en}.`,
    },
  };
};

/** Who is below the standard is looked at for the allowance itself: a marginal family is one that does not get it. */
const aboveStandard = ({ answers, figures: { subsistenceStandard } }: Facts): readonly Draft[] => {
  const income = incomeOf(answers);
  if (income === undefined || income.totalFen >= subsistenceStandard.value * income.members) return [];
  const limit = limitText(subsistenceStandard.value, subsistenceStandard);
  const text = {
    zh: `${perHead(income, 'within').zh},已经低于低保标准 ${limit.zh},先看低保;能享受低保,就不用再按边缘家庭认定。`,
    en: `${perHead(income, 'within').en}, already below the standard of ${limit.en}: look at the allowance first; who gets it need not be recognised as marginal.`,
  };
  return [{ topic: 'allowance-first', outcome: 'beyond', earlier: true, text, figure: subsistenceStandard }];
};

/** 单人保: a member of a marginal family who is severely disabled or seriously ill may apply alone. */
const singlePerson = ({ answers }: Facts): readonly Draft[] => {
  const traits = known(answers.q3) ?? [];
  if (!traits.includes('severe-disability') && !traits.includes('serious-illness')) return [];
  const text = {
    zh: '如果认定为边缘家庭,家里的重残、重病成员可以一个人单独申请低保(最低生活保障审核确认办法 第八条)。',
    en: 'In a marginal family, a member who is severely disabled or seriously ill may apply for the allowance alone.',
  };
  return [{ topic: 'single-person', outcome: 'within', text }];
};

/**
 * 最低生活保障边缘家庭: not entitled to the allowance, income a person up to so many times the standard, and the property
 * rule is met (浙江省社会救助条例 第十三条, 最低生活保障审核确认办法 第八条).
 */
export const marginal: Rule = (facts) =>
  [...aboveStandard(facts), belowMargin(facts), ...property(facts), ...singlePerson(facts)].map((draft) =>
    lineOf('marginal', draft),
  );
