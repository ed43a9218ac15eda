import { make, need, put } from './dom.ts';
import type { Place } from './regions.ts';
import { chosenWords, picked, typed } from './report-form.ts';
import { say } from './say.ts';

type Row = {
  readonly question: string;
  readonly answer: string;
  readonly act: string;
  readonly go: () => void;
};

/** What is read back, and the ways to change it. */
export type Answered = {
  readonly place: Place | undefined;
  readonly change: (step: string) => void;
  /** Leaves the answers of the self-check out; there where they came along. */
  readonly leaveOut: (() => void) | undefined;
};

const lines = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');

const rows = ({ place, change, leaveOut }: Answered): readonly Row[] => {
  const row = (step: string, question: string, answer: string): Row => ({
    question,
    answer: answer === '' ? say('没有填', 'Not given') : answer,
    act: say('修改', 'Change'),
    go: () => change(step),
  });
  const you = row('you', say('您的联系方式', 'How to reach you'), lines(typed('reporterName'), typed('reporterPhone')));
  const checked: readonly Row[] =
    leaveOut === undefined
      ? []
      : [
          {
            question: say('自测的回答', 'Answers of the self-check'),
            answer: say('一起交给核实的工作人员', 'Go along to the staff who look into it'),
            act: say('不带上', 'Leave out'),
            go: leaveOut,
          },
        ];
  return [
    row('who', say('谁可能需要帮助', 'Who may need help'), typed('name')),
    row('who', say('您和他(她)的关系', 'How you know them'), chosenWords('relation')),
    row('where', say('在哪里', 'Where'), lines(place?.inWords ?? '', typed('address'))),
    row('what', say('遇到了什么事', 'What has happened'), lines(chosenWords('situations'), typed('description'))),
    row('urgency', say('有多急', 'How urgent'), chosenWords('urgent')),
    row('identity', say('身份证号', 'Identity number'), typed('idNumber')),
    row('identity', say('手机号', 'Mobile number'), typed('phone')),
    ...(picked('relation') === 'self' ? [] : [you]),
    ...checked,
  ];
};

/** All answers in one place, each with the way back to its question. */
export const showAnswers = (answered: Answered): void => {
  const drawn = ({ question, answer, act, go }: Row): HTMLElement => {
    const button = make(
      'button',
      { type: 'button', class: 'textual' },
      act,
      make('span', { class: 'hidden' }, ` ${question}`),
    );
    button.addEventListener('click', go);
    return make('div', {}, make('dt', {}, question), make('dd', {}, answer), make('dd', { class: 'change' }, button));
  };
  put(need(HTMLElement, '#answers'), ...rows(answered).map(drawn));
};
