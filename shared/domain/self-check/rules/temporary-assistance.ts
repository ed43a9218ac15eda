import type { Figure, Text } from '#shared/kernel/text.ts';
import {
  type Income,
  incomeOf,
  incomeQuestions,
  type Spending,
  share,
  spendingOf,
  spendingQuestions,
  spendingText,
} from '../income.ts';
import {
  atLeast,
  below,
  type Decided,
  type Draft,
  type Facts,
  known,
  lineOf,
  type Rule,
  skippedOf,
  unknown,
} from '../line.ts';
import { savings } from '../property.ts';
import { counted, limitText, yuan } from '../wording.ts';

const REACHED: Readonly<Record<Decided, Text>> = {
  within: { zh: '达到', en: 'which reaches' },
  near: { zh: '接近', en: 'close to' },
  beyond: { zh: '没有达到', en: 'which does not reach' },
};

/** Spending large enough to upset the family's life (必需支出突然增加). */
const largeSpending = ({ answers, figures, margin }: Facts): Draft => {
  const { subsistenceStandard: standard, temporarySpending: months } = figures;
  const [members, spending] = [known(answers.q2), spendingOf(answers)];
  if (members === undefined || spending === undefined)
    return unknown('spending', skippedOf(answers, ['q2', ...spendingQuestions]));
  const limitFen = Math.round(standard.value * months.value * members);
  const outcome = atLeast(spending.totalFen, limitFen, margin);
  const [sum, word, limit] = [spendingText(spending), REACHED[outcome], limitText(limitFen, standard, months)];
  return {
    topic: 'spending',
    outcome,
    figure: months,
    text: {
      zh: `${sum.zh},${word.zh} ${limit.zh}的线:低保标准 ${yuan(standard.value)} 元 × ${months.value} 个月 × ${members} 口人。`,
      en: `${sum.en}, ${word.en} the line of ${limit.en}: the standard of ${yuan(standard.value)} yuan × ${months.value} months × ${counted(members, 'person', 'people')}.`,
    },
  };
};

const leftText = ({ members, totalFen }: Income, spending: Spending, outcome: Decided): Text => {
  const leftFen = totalFen * 12 - spending.totalFen;
  const [year, paid] = [yuan(totalFen * 12), yuan(spending.totalFen)];
  if (leftFen < 0)
    return {
      zh: `自己付的 ${paid} 元比全年收入 ${year} 元还多,没有剩下过日子的钱`,
      en: `The ${paid} yuan paid are more than the year's income of ${year} yuan and leave nothing to live on`,
    };
  const each = yuan(share(leftFen, members * 12, outcome));
  return {
    zh: `(全年收入 ${year} 元 − 自己付的 ${paid} 元)÷ 12 个月 ÷ ${members} 口人 = 每人每月剩 ${each} 元`,
    en: `(${year} yuan a year − ${paid} yuan paid) ÷ 12 months ÷ ${counted(members, 'person', 'people')} = ${each} yuan left a person a month`,
  };
};

const beside = (outcome: Decided, standard: Figure): Text => {
  const limit = limitText(standard.value, standard);
  const words = { within: ['低于', 'below'], near: ['接近', 'close to'], beyond: ['高于', 'above'] } as const;
  const [zh, en] = words[outcome];
  return { zh: `${zh}当地低保标准 ${limit.zh}`, en: `${en} the local standard of ${limit.en}` };
};

/** What is left to live on after that spending. */
const leftToLiveOn = ({ answers, figures: { subsistenceStandard }, margin }: Facts): Draft => {
  const [income, spending] = [incomeOf(answers), spendingOf(answers)];
  if (income === undefined || spending === undefined)
    return unknown('left-to-live-on', skippedOf(answers, [...incomeQuestions, ...spendingQuestions]));
  const leftFen = income.totalFen * 12 - spending.totalFen;
  const outcome = below(leftFen, subsistenceStandard.value * 12 * income.members, margin);
  const [left, limit] = [leftText(income, spending, outcome), beside(outcome, subsistenceStandard)];
  return {
    topic: 'left-to-live-on',
    outcome,
    figure: subsistenceStandard,
    text: { zh: `${left.zh},${limit.zh}。`, en: `${left.en}, ${limit.en}.` },
  };
};

/**
 * 临时救助, the expense type: necessary spending that leaves the family unable to live (浙江省社会救助条例 第三十八条). The
 * emergency type asks no twelve questions: its next step says so.
 */
export const temporaryAssistance: Rule = (facts) =>
  [largeSpending(facts), leftToLiveOn(facts), savings(facts)].map((draft) => lineOf('temporary-assistance', draft));
