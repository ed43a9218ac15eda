import type { EntryRule } from './entry-rule.ts';

/**
 * An application was refused (申请未获批准): the applicant stays in sight as suspected.
 * 加强低收入人口动态监测的意见 三: watch those who are not helped for a change.
 */
export const refusedApplication: EntryRule = ({ source, from, until, evidence }) =>
  source !== 'refused-application'
    ? undefined
    : {
        code: 'application-refused',
        rule: 'REGISTRY-REFUSED-APPLICATION',
        text: {
          zh: `${from} 申请救助未获批准${evidence === undefined ? '' : `(文号 ${evidence})`},继续关注${until === undefined ? '' : `到 ${until}`}。`,
          en: `An application was refused on ${from}${evidence === undefined ? '' : ` (decision ${evidence})`}; watched over${until === undefined ? '' : ` until ${until}`}.`,
        },
      };
