import { type Answer, type AnswerField, answerField, type Question } from './answer-field.ts';
import { make } from './dom.ts';
import type { Trouble } from './problem.ts';
import { regionField } from './region-field.ts';
import { sayText } from './say.ts';

/** Answers by question, `q5`, or by part of a question, `q8/count`. */
export type Answers = Map<string, Answer>;

/** A question on the screen. */
export type Shown = {
  readonly element: HTMLElement;
  readonly keep: () => void;
  readonly troubles: () => readonly Trouble[];
};
type Named = { readonly key: string; readonly id: string; readonly field: AnswerField };

/** What it is worth, how much was paid in: only asked of those who have one. */
const followOn = ([first, ...rest]: readonly Named[]): void => {
  if (first === undefined) return;
  const has = (): boolean => {
    const answer = first.field.read();
    return answer === true || (typeof answer === 'number' && answer > 0);
  };
  const show = (): void => {
    for (const { field } of rest) field.element.hidden = !has();
  };
  first.field.element.addEventListener('input', show);
  show();
};

const shown = (named: readonly Named[], answers: Answers, ...before: readonly HTMLElement[]): Shown => ({
  element: make('div', {}, ...before, ...named.map(({ field }) => field.element)),
  keep: () => {
    for (const { key, field } of named) answers.set(key, field.element.hidden ? null : field.read());
  },
  troubles: () =>
    named.flatMap(({ id, field }) => {
      const message = field.element.hidden ? undefined : field.trouble();
      return message === undefined ? [] : [{ field: id, message }];
    }),
});

/** Draws a question with what was answered before. */
export const showQuestion = (question: Question, answers: Answers): Shown => {
  const before = (key: string): Answer => answers.get(key) ?? null;
  if (question.parts !== undefined) {
    const named = question.parts.map((part): Named => {
      const key = `${question.id}/${part.id}`;
      const id = `${question.id}-${part.id}`;
      return { key, id, field: answerField(id, part, false, before(key)) };
    });
    followOn(named);
    const heading = make('h1', { tabindex: '-1' }, sayText(question.text));
    return shown(named, answers, heading, make('p', { class: 'hint' }, sayText(question.help)));
  }
  const id = `${question.id}-answer`;
  const field =
    question.kind === 'region'
      ? regionField(id, question, before(question.id))
      : answerField(id, question, true, before(question.id));
  return shown([{ key: question.id, id, field }], answers);
};

/** The answers as the API takes them: `null` for what is not known. */
export const answersOf = (questions: readonly Question[], answers: Answers): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    questions.map(({ id, parts }) => [
      id,
      parts === undefined
        ? (answers.get(id) ?? null)
        : Object.fromEntries(parts.map((part) => [part.id, answers.get(`${id}/${part.id}`) ?? null])),
    ]),
  );
