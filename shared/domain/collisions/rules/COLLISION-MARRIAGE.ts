import type { Rule } from '../finding.ts';

const EVENTS = {
  married: { zh: '登记结婚', en: 'married' },
  divorced: { zh: '登记离婚', en: 'divorced' },
} as const;

/** Marriage or divorce changes who belongs to the household (婚姻比对; 最低生活保障审核确认办法 第七条). */
export const marriageRule: Rule<'marriage'> = (row, _person, policy) => {
  const event = EVENTS[row.event];
  const text = {
    zh: `家庭成员于 ${row.date} ${event.zh},请核实共同生活的家庭成员。`,
    en: `A member of the household ${event.en} on ${row.date}: please verify who lives in it.`,
  };
  return {
    severity: policy.severities.marriage,
    fact: `${row.date}|${row.event}`,
    reasons: [{ code: `member-${row.event}`, text, rule: 'COLLISION-MARRIAGE' }],
  };
};
