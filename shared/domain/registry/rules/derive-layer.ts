import type { Day } from '#shared/kernel/time.ts';
import type { Category, Layer } from '#shared/reference/words.ts';
import type { SourceEntry } from '../types.ts';

/** Whether a source names the person on a day. */
export const isLive = (entry: SourceEntry, day: Day): boolean =>
  entry.from <= day && (entry.until === undefined || entry.until >= day);

export type Derived = { readonly layer: Layer; readonly categories: readonly Category[] };

/**
 * Layer and categories follow from the live source entries and the day alone, whatever the order of their arrival: one
 * decision that registers is enough (在册), else one list or finding that suspects (疑似), else the person has left (退出).
 * 中国社会报 2021-09-13: 分层分类建库.
 */
export const deriveLayer = (entries: readonly SourceEntry[], day: Day): Derived => {
  const live = entries.filter((entry) => isLive(entry, day));
  const layer = live.some((entry) => entry.layer === 'registered')
    ? 'registered'
    : live.length > 0
      ? 'suspected'
      : 'exited';
  return { layer, categories: [...new Set(live.map(({ category }) => category))].sort() };
};
