import type { followedReport } from '#shared/contracts/discovery.ts';
import { drawing, make } from './dom.ts';
import { dueNote } from './due.ts';
import { dayInWords, momentInWords, say, sayText } from './say.ts';

export type Followed = ReturnType<(typeof followedReport)['parse']>;
type Shown = { readonly words: string; readonly tone: string; readonly paths: readonly string[] };

const RING = 'M16 4a12 12 0 1 0 .01 0';

/** States are words and shapes before they are colours: a dot, a half ring, a tick. */
const STATES: Readonly<Record<Followed['status'], () => Shown>> = {
  received: () => ({ words: say('已收到', 'Received'), tone: 'calm', paths: [RING, 'M16 15a1 1 0 1 0 .01 0'] }),
  'being-verified': () => ({
    words: say('核实中', 'Being looked into'),
    tone: 'caution',
    paths: [RING, 'M16 9v7l5 3'],
  }),
  closed: () => ({ words: say('已办结', 'Closed'), tone: 'good', paths: [RING, 'M10 16l4 5 8-9'] }),
};

/** An objection that was taken before stands on the timeline. */
const objected = ({ timeline }: Followed): boolean => timeline.some(({ code }) => code.startsWith('object'));

/** Once, and only to "not confirmed". */
export const mayObject = (report: Followed): boolean => report.result === 'not-confirmed' && !objected(report);

const ahead = (report: Followed): string => {
  if (report.status !== 'closed') {
    return say(
      `接下来:工作人员上门核实,最迟 ${dayInWords(report.dueAt)}。`,
      `Next: staff visit and look into it, by ${dayInWords(report.dueAt)}.`,
    );
  }
  return report.result === 'not-confirmed'
    ? say(
        '这次没有核实到困难。情况变了,随时可以再报一次,也可以打 12345。',
        'No need could be confirmed this time. If things change, you can report again at any time, or call 12345.',
      )
    : say(
        '已经有人在管这件事了。还有别的难处,可以再报一次。',
        'It is being taken care of. If there is more, you can report again.',
      );
};

/** What became of a report, in the order in which it came. */
export const progressOf = (report: Followed): HTMLElement => {
  const state = STATES[report.status]();
  const note = dueNote(report);
  const done = report.timeline.map(({ at, text }) =>
    make('li', {}, make('time', { datetime: at }, momentInWords(at)), sayText(text)),
  );
  return make(
    'div',
    {},
    make('h1', { tabindex: '-1' }, say('您的报告', 'Your report')),
    make(
      'p',
      { class: `state ${state.tone}` },
      drawing('icon', '0 0 32 32', ...state.paths),
      make('span', {}, state.words),
    ),
    report.status !== 'closed' && note !== undefined && make('p', { class: 'hint' }, note),
    make('ol', { class: 'timeline' }, ...done, make('li', { class: 'ahead' }, ahead(report))),
    make(
      'p',
      {},
      say('情况变急了?打 ', 'Has it become urgent? Call '),
      make('a', { class: 'phone', href: 'tel:12345' }, '12345'),
      say(',有危险打 ', ', in danger '),
      make('a', { class: 'phone', href: 'tel:110' }, '110'),
      say('。', '.'),
    ),
  );
};
