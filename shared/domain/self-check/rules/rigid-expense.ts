import type { Text } from '#shared/kernel/text.ts';
import { incomeOf, incomeQuestions, perHead, share, spendingOf, spendingQuestions, spendingText } from '../income.ts';
import {
  atLeast,
  below,
  type Decided,
  type Draft,
  type Facts,
  lineOf,
  type Rule,
  skippedOf,
  unknown,
} from '../line.ts';
import { marginalLimit } from '../marginal-limit.ts';
import { property } from '../property.ts';
import { counted, exampleMark, limitText, yuan } from '../wording.ts';

const yearlyIncome = ({ answers, figures: { disposableIncome: limit }, margin }: Facts): Draft => {
  const income = incomeOf(answers);
  if (income === undefined) return unknown('income', skippedOf(answers, incomeQuestions));
  const { members, totalFen } = income;
  const outcome = below(totalFen * 12, limit.value * members, margin);
  const each = yuan(share(totalFen * 12, members, outcome));
  const most = limitText(limit.value, limit);
  const words = {
    within: ['低于', 'below'],
    near: ['等于或略高于', 'at or slightly above'],
    beyond: ['高于', 'above'],
  } as const;
  const [zh, en] = words[outcome];
  return {
    topic: 'income',
    outcome,
    figure: limit,
    text: {
      zh: `${yuan(totalFen)} 元 × 12 个月 ÷ ${members} 口人 = 每人每年 ${each} 元,${zh}当地上年度人均可支配收入 ${most.zh}。`,
      en: `${yuan(totalFen)} yuan × 12 months ÷ ${counted(members, 'person', 'people')} = ${each} yuan a person a year, ${en} last year's local disposable income of ${most.en}.`,
    },
  };
};

/** Who is within the margin is looked at there: this category is for those who are not. */
const aboveMargin = ({ answers, figures }: Facts): readonly Draft[] => {
  const income = incomeOf(answers);
  const limit = marginalLimit(figures);
  if (income === undefined || income.totalFen > limit.perHeadFen * income.members) return [];
  const own = perHead(income, 'within');
  const text = {
    zh: `${own.zh},在低保或低保边缘的线以内,先看那两项:${limit.sum.zh}。`,
    en: `${own.en}, within the line for the allowance or for marginal families, so look at those first: ${limit.sum.en}.`,
  };
  return [{ topic: 'margin-first', outcome: 'beyond', earlier: true, text, figure: limit.figure }];
};

const REACHED: Readonly<Record<Decided, Text>> = {
  within: { zh: '达到', en: 'which reaches' },
  near: { zh: '接近', en: 'close to' },
  beyond: { zh: '没有达到', en: 'which does not reach' },
};

/** Tenths of a percent, rounded down, so that 59.96 % does not read as 60. */
const percentText = (part: number, whole: number): Text => {
  const percent = Math.floor((part * 1000) / whole) / 10;
  return {
    zh: `占全年收入 ${yuan(whole)} 元的 ${percent}%`,
    en: `${percent}% of the year's income of ${yuan(whole)} yuan`,
  };
};

const NO_INCOME: Text = { zh: '而全年没有收入', en: 'with no income in the year' };

const expenseShare = ({ answers, figures: { rigidShare }, margin }: Facts): Draft => {
  const [income, spending] = [incomeOf(answers), spendingOf(answers)];
  if (income === undefined || spending === undefined)
    return unknown('expense-share', skippedOf(answers, [...incomeQuestions, ...spendingQuestions]));
  const yearFen = income.totalFen * 12;
  // Of no income any share is zero: what nobody spent reaches none.
  const outcome =
    spending.totalFen === 0 ? 'beyond' : atLeast(spending.totalFen * 100, yearFen * rigidShare.value, margin);
  const [sum, mark, word] = [spendingText(spending), exampleMark(rigidShare), REACHED[outcome]];
  const part = yearFen === 0 ? NO_INCOME : percentText(spending.totalFen, yearFen);
  return {
    topic: 'expense-share',
    outcome,
    figure: rigidShare,
    text: {
      zh: `${sum.zh},${part.zh},${word.zh} ${rigidShare.value}%${mark.zh}。`,
      en: `${sum.en}, ${part.en}, ${word.en} ${rigidShare.value}%${mark.en}.`,
    },
  };
};

/**
 * 刚性支出困难家庭: none of the categories before, income a person below last year's local disposable income, property rule
 * met, and rigid expense of 12 months above a local share of the income (刚性支出困难家庭认定办法 第四条、第五条).
 */
export const rigidExpense: Rule = (facts) =>
  [...aboveMargin(facts), yearlyIncome(facts), expenseShare(facts), ...property(facts)].map((draft) =>
    lineOf('rigid-expense', draft),
  );
