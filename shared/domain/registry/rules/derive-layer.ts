import { addDays, type Day, LAST_DAY } from '#shared/kernel/time.ts';
import type { Category, Layer } from '#shared/reference/words.ts';
import type { Hold, PersonState, SourceEntry } from '../types.ts';

/** Whether a source names the person on a day. */
export const isLive = (entry: Pick<SourceEntry, 'from' | 'until'>, day: Day): boolean =>
  entry.from <= day && (entry.until === undefined || entry.until >= day);

/** What layer and categories follow from. */
export type LayerFacts = Pick<PersonState, 'entries'> & Partial<Pick<PersonState, 'hold' | 'death' | 'mergedInto'>>;
export type Derived = { readonly layer: Layer; readonly categories: readonly Category[]; readonly dueOn?: Day };

const holds = (hold: Hold | undefined, day: Day): hold is Hold => hold !== undefined && hold.until >= day;

const layerOf = (live: readonly SourceEntry[]): Layer => {
  if (live.some(({ layer }) => layer === 'registered')) return 'registered';
  return live.length > 0 ? 'suspected' : 'exited';
};

/** The next day on which something begins or ends, so that layer and categories have to follow anew; none: nothing does. */
const dueAfter = ({ entries, hold }: LayerFacts, day: Day): Day | undefined => {
  const ends = [...entries, ...(hold === undefined ? [] : [hold])].flatMap(({ until }) =>
    until === undefined || until === LAST_DAY ? [] : [addDays(until, 1)],
  );
  const turns = [...ends, ...entries.map(({ from }) => from)].filter((turn) => turn > day);
  return turns.sort()[0];
};

/**
 * Layer and categories follow from the live source entries, the hold, a death or merger, and the day alone, whatever the
 * order in which they came: a person who died or was merged has left; a hold (人工锁定) beats the rules until its last day;
 * one decision that registers is enough (在册); any other list or finding suspects (疑似); else the person has left (退出).
 * 中国社会报 2021-09-13: 分层分类建库.
 */
export const deriveLayer = (facts: LayerFacts, day: Day): Derived => {
  if (facts.mergedInto !== undefined || facts.death !== undefined) return { layer: 'exited', categories: [] };
  const live = facts.entries.filter((entry) => isLive(entry, day));
  const dueOn = dueAfter(facts, day);
  return {
    layer: holds(facts.hold, day) ? facts.hold.layer : layerOf(live),
    categories: [...new Set(live.map(({ category }) => category))].sort(),
    ...(dueOn === undefined ? {} : { dueOn }),
  };
};

/** Whether a hold is in force. */
export const isHeld = (facts: Pick<LayerFacts, 'hold'>, day: Day): boolean => holds(facts.hold, day);
