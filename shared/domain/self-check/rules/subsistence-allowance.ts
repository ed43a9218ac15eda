import { belowStandard } from '../income.ts';
import { lineOf, type Rule } from '../line.ts';
import { property } from '../property.ts';

/**
 * 最低生活保障: the monthly income a person of those who live together is below the local standard, and the property rule
 * is met (浙江省社会救助条例 第九条, 社会救助暂行办法 第九条).
 */
export const subsistenceAllowance: Rule = (facts) =>
  [belowStandard(facts), ...property(facts)].map((draft) => lineOf('subsistence-allowance', draft));
