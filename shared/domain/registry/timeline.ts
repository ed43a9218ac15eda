import { inTextOrder } from '#shared/kernel/order.ts';
import type { TimelineContribution, TimelinePage, TimelineReader } from './ports.ts';
import type { TimelineEntry } from './types.ts';

/** Lines that are read of each record that was merged into another. */
const MOST_FORMER = 200;

/** Whether a line is the first that an act wrote: lines of an act are numbered from 01. */
export const isFirstLineOf = (actId: string, { id }: TimelineEntry): boolean => id === `${actId}-01`;

const place = ({ at, id }: TimelineEntry): string => `${at}#${id}`;
const inOrder = (one: TimelineEntry, other: TimelineEntry): number => inTextOrder(place(one), place(other));

/**
 * One timeline out of what the registry wrote and what other capabilities know of the person, in order, each line once and
 * none of them stored twice.
 */
export const withContributions = (
  own: TimelineReader,
  contributions: readonly TimelineContribution[],
): TimelineReader => ({
  lines: async (query): Promise<TimelinePage> => {
    const { subject, after, until, limit } = query;
    const page = await own.lines(query);
    if (subject.kind !== 'person') return page;
    const known = await Promise.all(contributions.map(({ linesOf }) => linesOf(subject.id)));
    const others = known
      .flat()
      .filter((line) => (after === undefined || place(line) > after) && (until === undefined || line.at <= until));
    // Own lines beyond the page are not read yet: nothing that would come after them may be shown before.
    const last = page.lines.at(-1);
    const ready = page.more && last !== undefined ? others.filter((line) => place(line) <= place(last)) : others;
    const all = [...page.lines, ...ready].sort(inOrder);
    return { lines: all.slice(0, limit), more: page.more || all.length > limit || ready.length < others.length };
  },
});

/** What a record that was merged into another tells: both histories of a merger are read as one. */
export const formerLines = (
  id: string,
  own: TimelineReader,
  contributions: readonly TimelineContribution[] = [],
): TimelineContribution => ({
  linesOf: async () => {
    const whole = withContributions(own, contributions);
    return (await whole.lines({ subject: { kind: 'person', id }, limit: MOST_FORMER })).lines;
  },
});
