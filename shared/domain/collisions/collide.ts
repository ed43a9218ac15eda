import type { Finding } from '../alerts/types.ts';
import type { CollisionPolicy, MatchedPerson, RuleFinding } from './finding.ts';
import { deathRule } from './rules/COLLISION-DEATH.ts';
import { marriageRule } from './rules/COLLISION-MARRIAGE.ts';
import { medicalExpenseRule } from './rules/COLLISION-MEDICAL-EXPENSE.ts';
import type { FeedRow } from './types.ts';

const byRule = (row: FeedRow, person: MatchedPerson, policy: CollisionPolicy): RuleFinding | undefined => {
  switch (row.feed) {
    case 'death':
      return deathRule(row, person, policy);
    case 'marriage':
      return marriageRule(row, person, policy);
    case 'medical-expense':
      return medicalExpenseRule(row, person, policy);
  }
};

/** Whether the rules of a row's feed ask for the size of the household. */
export const asksForMembers = (feed: FeedRow['feed']): boolean => feed === 'medical-expense';

/**
 * A row meets the person whom it names (数据碰撞). People who have left the registry raise nothing; what is found raises
 * an alert and changes no entitlement.
 */
export const collide = (
  row: FeedRow,
  person: MatchedPerson,
  policy: CollisionPolicy,
  batchId: string,
): Finding | undefined => {
  if (person.layer === 'exited') return undefined;
  const found = byRule(row, person, policy);
  if (found === undefined) return undefined;
  const { personId, householdId, regionCode } = person;
  const fact = `${personId}|${found.fact}`;
  const { severity, reasons } = found;
  return { kind: row.feed, severity, reasons, personId, householdId, regionCode, fact, batchId };
};
