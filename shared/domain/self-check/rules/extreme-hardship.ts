import { belowStandard } from '../income.ts';
import { type Draft, type Facts, known, lineOf, type Rule, unknown } from '../line.ts';
import { property } from '../property.ts';
import { counted, yuan } from '../wording.ts';

/** No ability to work (无劳动能力): by age, or by disability whose kind and degree only the certificate tells. */
const unableToWork = ({ answers }: Facts): Draft => {
  const traits = known(answers.q3);
  const topic = 'unable-to-work';
  if (traits === undefined) return unknown(topic, ['q3']);
  if (traits.includes('aged-60') || traits.includes('child-under-16'))
    return {
      topic,
      outcome: 'within',
      text: {
        zh: '家里有老人或未成年人,按规定视为没有劳动能力。',
        en: 'There is an aged person or a child, who counts as unable to work.',
      },
    };
  if (traits.includes('severe-disability'))
    return {
      topic,
      outcome: 'near',
      text: {
        zh: '家里有重度残疾人;算不算没有劳动能力,要看残疾证上的类别和等级。',
        en: 'There is a severely disabled person; the kind and degree on the certificate decide whether it counts.',
      },
    };
  return {
    topic,
    outcome: 'beyond',
    text: {
      zh: '特困供养是给没有劳动能力的老人、未成年人和重度残疾人的,家里没有这样的人。',
      en: 'This support is for the aged, children and severely disabled people who cannot work; there is none in the family.',
    },
  };
};

const nobodyAble = ({ answers }: Facts): Draft => {
  const count = known(answers.q4);
  if (count === undefined) return unknown('able-adults', ['q4']);
  return count === 0
    ? {
        topic: 'able-adults',
        outcome: 'within',
        text: { zh: '没有能干活却没工作的大人。', en: 'No adult who could work is without work.' },
      }
    : {
        topic: 'able-adults',
        outcome: 'beyond',
        text: {
          zh: `家里有 ${count} 位能干活的大人,一般不按特困供养。`,
          en: `${counted(count, 'adult', 'adults')} could work, so this support does not usually apply.`,
        },
      };
};

/** No able supporter (无法定赡养、抚养、扶养义务人或者其无履行能力): the answers only hint at it. */
const nobodySupports = ({ answers }: Facts): Draft => {
  const fen = known(answers.q6);
  if (fen === undefined) return unknown('supporters', ['q6']);
  return fen === 0
    ? { topic: 'supporters', outcome: 'within', text: { zh: '没有子女、父母给钱。', en: 'No relative gives support.' } }
    : {
        topic: 'supporters',
        outcome: 'near',
        text: {
          zh: `子女、父母每月给 ${yuan(fen)} 元,他们有没有能力供养,要由工作人员核实。`,
          en: `Relatives give ${yuan(fen)} yuan a month; whether they are able to support has to be looked into.`,
        },
      };
};

const alone = ({ answers }: Facts): Draft => {
  const members = known(answers.q2);
  if (members === undefined) return unknown('living-alone', ['q2']);
  return members === 1
    ? { topic: 'living-alone', outcome: 'within', text: { zh: '一个人生活。', en: 'Lives alone.' } }
    : {
        topic: 'living-alone',
        outcome: 'near',
        text: {
          zh: `${members} 口人一起生活,家人之间有没有供养的义务和能力,要由工作人员核实。`,
          en: `${members} people live together; whether one has to and can support another has to be looked into.`,
        },
      };
};

/**
 * 特困人员: no ability to work, no source of income and no able supporter (特困人员认定办法 第四条至第八条,
 * 浙江省社会救助条例 第十四条). Income below the standard and the property rule stand for "no source".
 */
export const extremeHardship: Rule = (facts) =>
  [
    unableToWork(facts),
    nobodyAble(facts),
    belowStandard(facts),
    nobodySupports(facts),
    alone(facts),
    ...property(facts),
  ].map((draft) => lineOf('extreme-hardship', draft));
