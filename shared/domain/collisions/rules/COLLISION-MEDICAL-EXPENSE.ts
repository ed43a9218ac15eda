import type { Rule } from '../finding.ts';

const MONTHS = 12;
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/**
 * Self-paid medical cost of the last twelve months at or above a share of the yearly standard of all members (医疗费用
 * 比对). Without a standard for the region nothing can be said.
 */
export const medicalExpenseRule: Rule<'medical-expense'> = (row, person, policy) => {
  const standard = policy.standardOf(person.regionCode);
  if (standard === undefined) return undefined;
  const share = policy.medicalShare.value / 100;
  const limitFen = Math.round(standard.value * MONTHS * Math.max(1, person.members) * share);
  if (row.amountFen < limitFen) return undefined;
  const text = {
    zh: `医疗自付 ${yuan(row.amountFen)} 元,达到预警线 ${yuan(limitFen)} 元(月标准 × 12 × ${person.members} 人 × ${policy.medicalShare.value}%)。`,
    en: `Self-paid medical cost of ${yuan(row.amountFen)} yuan reaches the line of ${yuan(limitFen)} yuan (monthly standard x 12 x ${person.members} members x ${policy.medicalShare.value} %).`,
  };
  return {
    severity: policy.severities['medical-expense'],
    fact: `${row.date}|${row.amountFen}`,
    reasons: [{ code: 'medical-expense-high', text, rule: 'COLLISION-MEDICAL-EXPENSE', figure: standard }],
  };
};
