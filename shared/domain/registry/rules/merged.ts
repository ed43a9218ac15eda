import type { Reason } from '#shared/kernel/text.ts';

/** Two records were of one person (重复档案合并): what is left here is history. */
export const merged: Reason = {
  code: 'merged',
  rule: 'REGISTRY-MERGED',
  text: { zh: '与另一份档案是同一人,已合并。', en: 'The same person as another record: merged into it.' },
};
