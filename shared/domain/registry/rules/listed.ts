import { categoryLabels, sourceLabels } from '#shared/reference/labels.ts';
import type { EntryRule } from './entry-rule.ts';

/**
 * A department's list of people entitled to its own aid names the person: suspected, to be watched (疑似).
 * 加强低收入人口动态监测的意见 三: cross-matching with the lists of other departments.
 */
export const listed: EntryRule = ({ source, list, period, category, from, layer }) => {
  if (layer !== 'suspected') return undefined;
  const name = list ?? categoryLabels[category];
  const [zh, en] = typeof name === 'string' ? [`“${name}”`, name] : [name.zh, name.en];
  return {
    code: 'listed',
    rule: 'REGISTRY-LISTED',
    text: {
      zh: `自 ${from} 起在${sourceLabels[source].zh}的${zh}名单中${period === undefined ? '' : `(${period})`},列为疑似困难对象。`,
      en: `Suspected since ${from}: on the list of ${sourceLabels[source].en} (${en}${period === undefined ? '' : `, ${period}`}).`,
    },
  };
};
