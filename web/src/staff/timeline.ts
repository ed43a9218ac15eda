import type { Text } from '#shared/kernel/text.ts';
import { make } from '../dom.ts';
import { momentInWords, say, sayText } from '../say.ts';

/** One step of a case or of a person's life in the register: what happened, when, who did it, and why. */
export type Line = {
  readonly at: string;
  readonly actor: string;
  readonly text: Text;
  readonly reasons?: readonly { readonly text: Text }[] | undefined;
  /** Written by hand, and shown with a purpose only. */
  readonly note?: string | undefined;
  readonly holdReason?: string | undefined;
};

const ACTORS: Readonly<Record<string, () => string>> = {
  public: () => say('群众', 'the public'),
  system: () => say('系统', 'the system'),
};

const lineOf = ({ at, actor, text, reasons = [], note, holdReason }: Line): HTMLElement => {
  const said = [...reasons.map((reason) => sayText(reason.text)), note, holdReason];
  return make(
    'li',
    {},
    make('time', { datetime: at }, momentInWords(at)),
    sayText(text),
    ...said.map((words) => words !== undefined && make('span', { class: 'said' }, words)),
    make('small', {}, say('经办:', 'By: '), ACTORS[actor]?.() ?? make('span', { class: 'unbroken' }, actor)),
  );
};

/** What happened, in order. */
export const timelineOf = (lines: readonly Line[]): HTMLElement =>
  make('ol', { class: 'timeline' }, ...lines.map(lineOf));
