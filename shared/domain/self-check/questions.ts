import type { Text } from '#shared/kernel/text.ts';
import { bounds, type HouseholdTrait, type Question } from './types.ts';

const TRAITS: Readonly<Record<HouseholdTrait, Text>> = {
  'child-under-16': { zh: '16 岁以下', en: 'Under 16' },
  'aged-60': { zh: '60 岁以上', en: '60 or older' },
  'severe-disability': {
    zh: '一二级残疾或三级智力、精神残疾',
    en: 'Disabled, degree 1 or 2, or degree 3 if intellectual or mental',
  },
  'serious-illness': { zh: '重病', en: 'Seriously ill' },
  none: { zh: '都没有', en: 'None of these' },
};

const options: NonNullable<Question['options']> = [
  { value: 'child-under-16', text: TRAITS['child-under-16'] },
  { value: 'aged-60', text: TRAITS['aged-60'] },
  { value: 'severe-disability', text: TRAITS['severe-disability'] },
  { value: 'serious-illness', text: TRAITS['serious-illness'] },
  { value: 'none', text: TRAITS.none },
];

/** The twelve questions (the article names four groups, income, property, people and expenses; the wording is ours). */
export const questions: readonly Question[] = [
  {
    id: 'q1',
    kind: 'region',
    text: { zh: '户口在哪个县(市、区)?', en: 'In which county is the household registered?' },
    help: { zh: '看户口簿首页', en: 'See the first page of the household book' },
  },
  {
    id: 'q2',
    kind: 'integer',
    text: {
      zh: '和您一起生活、一起花钱的一共有几口人(算上您)?',
      en: 'How many people live and spend together, you included?',
    },
    help: {
      zh: '在外读书的孩子算,分家另过的不算',
      en: 'Children away at school count; those who keep a household of their own do not',
    },
    ...bounds.members,
  },
  {
    id: 'q3',
    kind: 'choices',
    text: { zh: '家里有下面这样的人吗?(可多选)', en: 'Is anyone in the family one of these? (choose all that apply)' },
    help: {
      zh: '16 岁以下 / 60 岁以上 / 一二级残疾或三级智力、精神残疾 / 重病 / 都没有',
      en: 'Under 16 / 60 or older / severely disabled / seriously ill / none of these',
    },
    options,
  },
  {
    id: 'q4',
    kind: 'integer',
    text: { zh: '能干活但现在没有工作的大人有几位?', en: 'How many adults could work but have no work?' },
    help: { zh: '在家照顾病人、小孩的也算', en: 'Those who care for the sick or for children at home count too' },
    ...bounds.idleAdults,
  },
  {
    id: 'q5',
    kind: 'money',
    text: { zh: '全家每月到手的钱一共多少元?', en: 'What does the family receive a month, in all?' },
    help: {
      zh: '工资、做生意、养老金、租金;救助金、奖学金不算',
      en: 'Wages, business, pensions, rent; assistance and scholarships do not count',
    },
    unit: 'fen',
    ...bounds.monthlyFen,
  },
  {
    id: 'q6',
    kind: 'money',
    text: { zh: '不住一起的子女、父母每月给多少元?', en: 'What do relatives living apart give a month?' },
    help: { zh: '没有就填 0', en: 'If nothing, enter 0' },
    unit: 'fen',
    ...bounds.monthlyFen,
  },
  {
    id: 'q7',
    kind: 'money',
    text: { zh: '全家存款、理财、股票加起来大约多少元?', en: 'Savings, funds and shares, about how much in all?' },
    help: { zh: '大概数就行', en: 'A rough figure will do' },
    unit: 'fen',
    ...bounds.amountFen,
  },
  {
    id: 'q8',
    kind: 'integer',
    text: { zh: '家里有几辆汽车?', en: 'How many cars?' },
    help: {
      zh: '残疾人代步车、农用车不算;有车再问大约值多少元',
      en: 'Mobility cars and farm vehicles do not count; if there is a car, about what it is worth',
    },
    parts: [
      { id: 'count', kind: 'integer', text: { zh: '有几辆', en: 'How many' }, ...bounds.cars },
      {
        id: 'valueFen',
        kind: 'money',
        text: { zh: '一共大约值多少元', en: 'Worth about how much in all' },
        unit: 'fen',
        ...bounds.amountFen,
      },
    ],
  },
  {
    id: 'q9',
    kind: 'integer',
    text: { zh: '除了现在住的,还有几套房?', en: 'How many homes beside the one lived in?' },
    help: {
      zh: '老家祖屋也算,倒塌不能住的不算',
      en: 'An old family house counts; one that has fallen down does not',
    },
    ...bounds.homes,
  },
  {
    id: 'q10',
    kind: 'boolean',
    text: {
      zh: '家里有人开公司或有公司股份吗?出资多少元?',
      en: 'Does anyone own a company or a share of one? How much?',
    },
    help: { zh: '个体小摊不算', en: 'A small stall of one’s own does not count' },
    parts: [
      {
        id: 'owns',
        kind: 'boolean',
        text: { zh: '有人开公司或有股份', en: 'Someone owns a company or a share of one' },
      },
      {
        id: 'amountFen',
        kind: 'money',
        text: { zh: '一共出资多少元', en: 'Paid in, in all' },
        unit: 'fen',
        ...bounds.amountFen,
      },
    ],
  },
  {
    id: 'q11',
    kind: 'money',
    text: {
      zh: '过去 12 个月,报销以后自己付的看病钱一共多少元?',
      en: 'Medical cost paid by yourselves in 12 months, after insurance?',
    },
    help: { zh: '看医保结算单上的个人支付', en: 'See “paid by the person” on the insurance statement' },
    unit: 'fen',
    ...bounds.amountFen,
  },
  {
    id: 'q12',
    kind: 'money',
    text: {
      zh: '过去 12 个月,学费、康复和意外灾害自己付了多少元?',
      en: 'Tuition, rehabilitation and accidents in 12 months, paid by yourselves?',
    },
    help: { zh: '按公办学校收费估', en: 'Reckon with the fees of public schools' },
    unit: 'fen',
    ...bounds.amountFen,
  },
];
