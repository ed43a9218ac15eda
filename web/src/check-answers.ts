import { make, need, put } from './dom.ts';
import type { Place } from './regions.ts';
import { chosenWords, picked, typed } from './report-form.ts';
import { say } from './say.ts';

type Row = readonly [step: string, question: string, answer: string];

const rows = (place: Place | undefined): readonly Row[] => [
  ['who', say('谁可能需要帮助', 'Who may need help'), typed('name')],
  ['who', say('您和他(她)的关系', 'How you know them'), chosenWords('relation')],
  ['where', say('在哪里', 'Where'), [place?.inWords ?? '', typed('address')].filter((line) => line !== '').join('\n')],
  [
    'what',
    say('遇到了什么事', 'What has happened'),
    [chosenWords('situations'), typed('description')].filter((line) => line !== '').join('\n'),
  ],
  ['urgency', say('有多急', 'How urgent'), chosenWords('urgent')],
  ['identity', say('身份证号', 'Identity number'), typed('idNumber')],
  ['identity', say('手机号', 'Mobile number'), typed('phone')],
  ...(picked('relation') === 'self'
    ? []
    : [
        [
          'you',
          say('您的联系方式', 'How to reach you'),
          [typed('reporterName'), typed('reporterPhone')].filter((line) => line !== '').join(' '),
        ] as const,
      ]),
];

/** All answers in one place, each with the way back to its question. */
export const showAnswers = (place: Place | undefined, change: (step: string) => void): void => {
  const row = ([step, question, answer]: Row): HTMLElement => {
    const button = make(
      'button',
      { type: 'button', class: 'textual' },
      say('修改', 'Change'),
      make('span', { class: 'hidden' }, ` ${question}`),
    );
    button.addEventListener('click', () => change(step));
    return make(
      'div',
      {},
      make('dt', {}, question),
      make('dd', {}, answer === '' ? say('没有填', 'Not given') : answer),
      make('dd', { class: 'change' }, button),
    );
  };
  put(need(HTMLElement, '#answers'), ...rows(place).map(row));
};
