import type { Text } from '#shared/kernel/text.ts';
import { categoryLabels, sourceLabels } from '#shared/reference/labels.ts';
import type { Category } from '#shared/reference/words.ts';
import type { EntryRule } from './entry-rule.ts';

/** 浙江省社会救助条例 and 刚性支出困难家庭认定办法: the article that each determination rests on. */
const ARTICLES: Partial<Readonly<Record<Category, Text>>> = {
  'subsistence-allowance': { zh: '《浙江省社会救助条例》第九条', en: 'Zhejiang Social Assistance Regulations, art. 9' },
  marginal: { zh: '《浙江省社会救助条例》第十三条', en: 'Zhejiang Social Assistance Regulations, art. 13' },
  'extreme-hardship': { zh: '《浙江省社会救助条例》第十四条', en: 'Zhejiang Social Assistance Regulations, art. 14' },
  'rigid-expense': { zh: '《刚性支出困难家庭认定办法》第四条', en: 'Rules on Households with Rigid Expenses, art. 4' },
  'temporary-assistance': {
    zh: '《浙江省社会救助条例》第三十八条',
    en: 'Zhejiang Social Assistance Regulations, art. 38',
  },
};

const decided = (evidence: string | undefined): Text =>
  evidence === undefined ? { zh: '', en: '' } : { zh: `,文号 ${evidence}`, en: `, decision ${evidence}` };

/** A decision registers (在册): the registry mirrors what was determined elsewhere, by the article that it rests on. */
export const registered: EntryRule = ({ source, category, from, evidence, layer }) => {
  if (layer !== 'registered') return undefined;
  const article = ARTICLES[category];
  const decision = decided(evidence);
  return {
    code: 'registered',
    rule: 'REGISTRY-REGISTERED',
    text: {
      zh: `自 ${from} 起由${sourceLabels[source].zh}认定为${categoryLabels[category].zh}${decision.zh}${article === undefined ? '' : `(${article.zh})`}。`,
      en: `Registered since ${from} by ${sourceLabels[source].en}: ${categoryLabels[category].en}${decision.en}${article === undefined ? '' : ` (${article.en})`}.`,
    },
  };
};
