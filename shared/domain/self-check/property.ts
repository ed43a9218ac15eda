import type { Figure, Text } from '#shared/kernel/text.ts';
import { atMost, type Decided, type Draft, type Facts, known, skippedOf, unknown } from './line.ts';
import { counted, exampleMark, limitText, yuan } from './wording.ts';

const beside = (outcome: Decided): Text => {
  if (outcome === 'within') return { zh: '没有超过', en: 'not above' };
  return outcome === 'near' ? { zh: '略超过', en: 'slightly above' } : { zh: '超过', en: 'above' };
};

/** Savings, funds and shares (存款、有价证券) against so many yearly standards a person. */
export const savings = ({ answers, figures: { subsistenceStandard, assetMultiple }, margin }: Facts): Draft => {
  const [members, fen] = [known(answers.q2), known(answers.q7)];
  if (members === undefined || fen === undefined) return unknown('savings', skippedOf(answers, ['q2', 'q7']));
  const limitFen = Math.round(subsistenceStandard.value * 12 * assetMultiple.value * members);
  const outcome = atMost(fen, limitFen, margin);
  const [word, limit] = [beside(outcome), limitText(limitFen, subsistenceStandard, assetMultiple)];
  const standard = yuan(subsistenceStandard.value);
  return {
    topic: 'savings',
    outcome,
    figure: assetMultiple,
    text: {
      zh: `存款等 ${yuan(fen)} 元,${word.zh}上限 ${limit.zh}:低保标准 ${standard} 元 × 12 个月 × ${assetMultiple.value} 倍 × ${members} 口人。`,
      en: `Savings of ${yuan(fen)} yuan are ${word.en} the limit of ${limit.en}: the standard of ${standard} yuan × 12 months × ${assetMultiple.value} × ${counted(members, 'person', 'people')}.`,
    },
  };
};

const NO_CAR: Text = { zh: '没有汽车。', en: 'No car.' };

const carValue = (valueFen: number | undefined, limit: Figure, margin: number): Draft => {
  if (valueFen === undefined) return unknown('cars', ['q8']);
  const outcome = atMost(valueFen, limit.value, margin);
  const [word, most] = [beside(outcome), limitText(limit.value, limit)];
  return {
    topic: 'cars',
    outcome,
    figure: limit,
    text: {
      zh: `汽车大约值 ${yuan(valueFen)} 元,${word.zh} ${most.zh}。`,
      en: `Cars worth about ${yuan(valueFen)} yuan, ${word.en} ${most.en}.`,
    },
  };
};

/** Cars (机动车辆): how many, and if there are any, what they are worth. */
export const cars = ({ answers, figures, margin }: Facts): Draft => {
  const count = known(answers.q8?.count);
  const most = figures.cars;
  if (count === undefined) return unknown('cars', ['q8']);
  if (count === 0) return { topic: 'cars', outcome: 'within', text: NO_CAR, figure: most };
  if (count <= most.value) return carValue(known(answers.q8?.valueFen), figures.carValue, margin);
  const mark = exampleMark(most);
  return {
    topic: 'cars',
    outcome: 'beyond',
    figure: most,
    text: {
      zh: `有 ${count} 辆汽车,超过 ${most.value} 辆${mark.zh}。`,
      en: `${counted(count, 'car', 'cars')}, more than ${most.value}${mark.en}.`,
    },
  };
};

const NO_HOME: Text = { zh: '没有别的住房。', en: 'No other home.' };

/** Homes beside the one lived in (房屋). */
export const homes = ({ answers, figures: { extraHomes } }: Facts): Draft => {
  const count = known(answers.q9);
  if (count === undefined) return unknown('homes', ['q9']);
  if (count === 0) return { topic: 'homes', outcome: 'within', text: NO_HOME, figure: extraHomes };
  const outcome = count <= extraHomes.value ? 'within' : 'beyond';
  const [word, mark] = [beside(outcome), exampleMark(extraHomes)];
  const more = outcome === 'within' ? 'not more than' : 'more than';
  return {
    topic: 'homes',
    outcome,
    figure: extraHomes,
    text: {
      zh: `自住以外有 ${count} 套房,${word.zh} ${extraHomes.value} 套${mark.zh}。`,
      en: `${counted(count, 'home', 'homes')} beside the one lived in, ${more} ${extraHomes.value}${mark.en}.`,
    },
  };
};

const NO_BUSINESS: Text = { zh: '没有开公司,也没有公司股份。', en: 'No company and no share of one.' };

/** Companies and shares of them (企业出资). */
export const business = ({ answers, figures: { businessShare }, margin }: Facts): Draft => {
  const owns = known(answers.q10?.owns);
  if (owns === false) return { topic: 'business', outcome: 'within', text: NO_BUSINESS, figure: businessShare };
  const fen = known(answers.q10?.amountFen);
  if (owns === undefined || fen === undefined) return unknown('business', ['q10']);
  const outcome = atMost(fen, businessShare.value, margin);
  const [word, most] = [beside(outcome), limitText(businessShare.value, businessShare)];
  return {
    topic: 'business',
    outcome,
    figure: businessShare,
    text: {
      zh: `公司出资 ${yuan(fen)} 元,${word.zh} ${most.zh}。`,
      en: `${yuan(fen)} yuan paid into companies, ${word.en} ${most.en}.`,
    },
  };
};

/** The property rule (家庭财产状况符合规定), the same for all categories that have one. */
export const property = (facts: Facts): readonly Draft[] => [
  savings(facts),
  cars(facts),
  homes(facts),
  business(facts),
];
