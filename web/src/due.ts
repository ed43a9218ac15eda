import type { Text } from '#shared/kernel/text.ts';
import { dayInWords, say, sayText } from './say.ts';

/** Until when something is done, and whether the holidays until then are announced. */
export type Due = { readonly dueAt: string; readonly dueAtOfficial?: false; readonly dueAtNote?: Text };

export const duePhrase = ({ dueAt }: Due): string =>
  say(`最迟 ${dayInWords(dueAt)},会有人上门核实。`, `Someone will visit by ${dayInWords(dueAt)}.`);

/** Said where the day falls in a year whose holidays are not announced yet. */
export const dueNote = ({ dueAtOfficial, dueAtNote }: Due): string | undefined => {
  if (dueAtNote !== undefined) return sayText(dueAtNote);
  return dueAtOfficial === false
    ? say(
        '那一年的放假安排还没有公布,这一天可能会变一两天。',
        'The holidays of that year are not announced yet: the day may move by a day or two.',
      )
    : undefined;
};
