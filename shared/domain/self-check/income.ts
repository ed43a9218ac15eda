import type { Figure, Text } from '#shared/kernel/text.ts';
import { below, type Decided, type Draft, type Facts, known, skippedOf, unknown } from './line.ts';
import type { Answers, QuestionId } from './types.ts';
import { counted, limitText, yuan } from './wording.ts';

/** A family and what it receives in a month, in fen. */
export type Income = {
  readonly members: number;
  readonly ownFen: number;
  readonly supportFen: number;
  readonly totalFen: number;
};

export const incomeQuestions = ['q2', 'q5', 'q6'] as const satisfies readonly QuestionId[];

/** Members and monthly income, where all three questions were answered. */
export const incomeOf = (answers: Answers): Income | undefined => {
  const [members, ownFen, supportFen] = [known(answers.q2), known(answers.q5), known(answers.q6)];
  if (members === undefined || ownFen === undefined || supportFen === undefined) return undefined;
  return { members, ownFen, supportFen, totalFen: ownFen + supportFen };
};

/** What a share comes to, rounded away from the limit, so that the sum shown never contradicts its outcome. */
export const share = (totalFen: number, parts: number, outcome: Decided): number =>
  outcome === 'within' ? Math.floor(totalFen / parts) : Math.ceil(totalFen / parts);

/** "3,200 元 ÷ 4 口人 = 每人每月 800 元". */
export const perHead = ({ members, ownFen, supportFen, totalFen }: Income, outcome: Decided): Text => {
  const each = yuan(share(totalFen, members, outcome));
  const [zh, en] =
    supportFen === 0
      ? [`${yuan(ownFen)} 元`, `${yuan(ownFen)} yuan`]
      : [`(${yuan(ownFen)} 元 + ${yuan(supportFen)} 元)`, `(${yuan(ownFen)} + ${yuan(supportFen)} yuan)`];
  return {
    zh: `${zh} ÷ ${members} 口人 = 每人每月 ${each} 元`,
    en: `${en} ÷ ${counted(members, 'person', 'people')} = ${each} yuan a person a month`,
  };
};

const BESIDE: Readonly<Record<Decided, Text>> = {
  within: { zh: '低于', en: 'below' },
  near: { zh: '等于或略高于', en: 'at or slightly above' },
  beyond: { zh: '高于', en: 'above' },
};

const standardText = (income: Income, outcome: Decided, standard: Figure): Text => {
  const sum = perHead(income, outcome);
  const limit = limitText(standard.value, standard);
  return {
    zh: `${sum.zh},${BESIDE[outcome].zh}当地低保标准 ${limit.zh}。`,
    en: `${sum.en}, ${BESIDE[outcome].en} the local standard of ${limit.en}.`,
  };
};

/** Income a person against the subsistence standard (共同生活的家庭成员月人均收入低于当地最低生活保障标准). */
export const belowStandard = ({ answers, figures: { subsistenceStandard }, margin }: Facts): Draft => {
  const income = incomeOf(answers);
  if (income === undefined) return unknown('income', skippedOf(answers, incomeQuestions));
  const outcome = below(income.totalFen, subsistenceStandard.value * income.members, margin);
  return {
    topic: 'income',
    outcome,
    figure: subsistenceStandard,
    text: standardText(income, outcome, subsistenceStandard),
  };
};

/** What was paid for illness, tuition, rehabilitation and accidents in 12 months, in fen. */
export type Spending = { readonly medicalFen: number; readonly otherFen: number; readonly totalFen: number };

export const spendingQuestions = ['q11', 'q12'] as const satisfies readonly QuestionId[];

export const spendingOf = (answers: Answers): Spending | undefined => {
  const [medicalFen, otherFen] = [known(answers.q11), known(answers.q12)];
  if (medicalFen === undefined || otherFen === undefined) return undefined;
  return { medicalFen, otherFen, totalFen: medicalFen + otherFen };
};

/** "看病 20,000 元 + 学费等 5,000 元 = 25,000 元". */
export const spendingText = ({ medicalFen, otherFen, totalFen }: Spending): Text => ({
  zh: `看病 ${yuan(medicalFen)} 元 + 学费等 ${yuan(otherFen)} 元 = ${yuan(totalFen)} 元`,
  en: `${yuan(medicalFen)} for illness + ${yuan(otherFen)} for tuition and the like = ${yuan(totalFen)} yuan`,
});
