import { ageOn } from '#shared/kernel/id-number.ts';
import type { Rule } from '../finding.ts';

/**
 * A member of the household died (死亡比对). At the ages at which people earn, the family may have lost its income. The
 * number of people and the income are verified within 3 months (改革完善社会救助制度的意见, DD22 1(3)).
 */
export const deathRule: Rule<'death'> = (row, _person, policy) => {
  const { fromAge, toAge, severity } = policy.earnerDeath;
  const age = ageOn(row.idNumber, row.date);
  const fact = row.date;
  if (age < fromAge.value || age > toAge.value) {
    const text = {
      zh: `家庭成员于 ${row.date} 死亡,请核实家庭人口和收入变化。`,
      en: `A member of the household died on ${row.date}: please verify its size and income.`,
    };
    return {
      severity: policy.severities.death,
      fact,
      reasons: [{ code: 'member-died', text, rule: 'COLLISION-DEATH' }],
    };
  }
  const text = {
    zh: `家庭成员于 ${row.date} 死亡(${age} 岁),可能失去主要劳动力,请尽快入户。`,
    en: `A member of the household died on ${row.date} aged ${age}: it may have lost its earner, please visit soon.`,
  };
  return { severity, fact, reasons: [{ code: 'earner-died', text, rule: 'COLLISION-DEATH', figure: fromAge }] };
};
