import type { EntryRule } from './entry-rule.ts';

/**
 * Assistance ended a short while ago (近期退出): watched until the end of the gradual exit.
 * 进一步做好最低生活保障等社会救助兜底保障工作的通知 (2022-10-20): 渐退期.
 */
export const recentExit: EntryRule = ({ source, from, until, evidence }) =>
  source !== 'recent-exit'
    ? undefined
    : {
        code: 'recently-exited',
        rule: 'REGISTRY-RECENT-EXIT',
        text: {
          zh: `${from} 退出救助${evidence === undefined ? '' : `(文号 ${evidence})`},渐退期内继续关注${until === undefined ? '' : `到 ${until}`}。`,
          en: `Left assistance on ${from}${evidence === undefined ? '' : ` (decision ${evidence})`}; watched over${until === undefined ? '' : ` until ${until}, the end of the gradual exit`}.`,
        },
      };
