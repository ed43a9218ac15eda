import { sourceLabels } from '#shared/reference/labels.ts';
import type { EntryRule } from './entry-rule.ts';

const OBSERVERS: ReadonlySet<string> = new Set(['survey', 'visit', 'complaint']);

/**
 * A survey, a visit or a complaint found hardship (调查走访发现). 浙江省社会救助条例 54: townships survey and visit regularly.
 */
export const observed: EntryRule = ({ source, from }) =>
  !OBSERVERS.has(source)
    ? undefined
    : {
        code: 'observed',
        rule: 'REGISTRY-OBSERVED',
        text: {
          zh: `${from} ${sourceLabels[source].zh}中发现困难情形,列为疑似困难对象。`,
          en: `Hardship was found by ${sourceLabels[source].en} on ${from}: held as a suspected case.`,
        },
      };
