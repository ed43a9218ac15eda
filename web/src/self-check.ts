import type { selfCheckQuestions, selfCheckResult } from '#shared/contracts/self-check.ts';
import type { Question } from './answer-field.ts';
import { ask, send } from './api.ts';
import { carry } from './carried.ts';
import { make, need, put } from './dom.ts';
import { fromAddress } from './placement.ts';
import { showTroubles } from './problem.ts';
import { type Answers, answersOf, type Shown, showQuestion } from './question.ts';
import { resultOf } from './result.ts';
import { say, sayText } from './say.ts';
import { wireBack } from './steps.ts';

type Questions = ReturnType<(typeof selfCheckQuestions)['parse']>;
type Result = ReturnType<(typeof selfCheckResult)['parse']>;

const intro = need(HTMLElement, '#intro');
const section = need(HTMLElement, '#check');
const start = need(HTMLButtonElement, '#start');
const title = document.title;
const answers: Answers = new Map();
const { region } = fromAddress();
if (region !== undefined) answers.set('q1', region);
let questions: readonly Question[] = [];
let screen: string = '';

const noConnection = (): string =>
  say(
    '没有连上。您的回答都还在,请再按一次。也可以打 12345。',
    'No connection. Your answers are still here; press again, or call 12345.',
  );

const summary = (): HTMLElement =>
  make('div', { class: 'summary', id: 'summary', role: 'alert', tabindex: '-1', hidden: '' });

const paint = (element: HTMLElement, words: string): void => {
  intro.hidden = true;
  section.hidden = false;
  put(section, summary(), element);
  document.title = `${words} · ${title}`;
  scrollTo(0, 0);
  need(HTMLElement, 'h1', section).focus({ preventScroll: true });
};

const buttons = (question: Question, shown: Shown): HTMLElement => {
  const skip = make(
    'button',
    { type: 'button', class: 'textual', id: 'skip' },
    say('不清楚,跳过', 'I do not know, skip'),
  );
  skip.addEventListener('click', () => {
    for (const key of [...answers.keys()])
      if (key === question.id || key.startsWith(`${question.id}/`)) answers.delete(key);
    after(question);
  });
  const last = questions[questions.length - 1] === question;
  const form = make(
    'form',
    { method: 'post', novalidate: '' },
    shown.element,
    make('button', { type: 'submit', class: 'button' }, last ? say('看结果', 'See the result') : say('下一题', 'Next')),
    make('p', {}, skip),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    showTroubles(shown.troubles());
    if (shown.troubles().length > 0) return;
    shown.keep();
    after(question);
  });
  return form;
};

const paintQuestion = (question: Question): void => {
  const place = questions.indexOf(question) + 1;
  const count = `${place} / ${questions.length}`;
  const bar = make('progress', {
    class: 'bar',
    max: String(questions.length),
    value: String(place),
    'aria-label': say('进度', 'Progress'),
  });
  paint(
    make('div', {}, make('p', { class: 'count' }, count), bar, buttons(question, showQuestion(question, answers))),
    `${sayText(question.text)} (${count})`,
  );
};

const show = (id: string): void => {
  screen = id;
  const question = questions.find((one) => one.id === id);
  if (question !== undefined) {
    paintQuestion(question);
    return;
  }
  section.hidden = true;
  intro.hidden = false;
  document.title = title;
};

const go = (id: string): void => {
  history.pushState(undefined, '', `#${id}`);
  show(id);
};

const after = (question: Question): void => {
  const next = questions[questions.indexOf(question) + 1];
  if (next === undefined) void finish();
  else go(next.id);
};

const finish = async (): Promise<void> => {
  if (section.getAttribute('aria-busy') === 'true') return;
  const asked = screen;
  section.setAttribute('aria-busy', 'true');
  const answer = await send<Result>('/self-checks', { answers: answersOf(questions, answers) });
  section.removeAttribute('aria-busy');
  // Whoever went back meanwhile is at another question.
  if (screen !== asked) return;
  if (answer.kind === 'offline') return showTroubles([{ field: '', message: noConnection() }]);
  if (answer.kind === 'problem') return showRefusal(answer.problem.errors ?? [], sayText(answer.problem.message));
  history.pushState(undefined, '', '#result');
  screen = 'result';
  paint(
    resultOf(answer.value, {
      again: () => go(questions[0]?.id ?? ''),
      carryOn: () => carry(answersOf(questions, answers)),
    }),
    say('结果', 'Result'),
  );
};

/** An answer that cannot be right is shown at its question. */
const showRefusal = (
  errors: readonly { readonly path: string; readonly message: { zh: string; en: string } }[],
  otherwise: string,
): void => {
  const [first] = errors;
  const question = questions.find(({ id }) => first?.path.split('/').includes(id));
  if (question !== undefined) go(question.id);
  showTroubles([{ field: '', message: first === undefined ? otherwise : sayText(first.message) }]);
};

const begin = async (): Promise<void> => {
  start.setAttribute('aria-disabled', 'true');
  const answer = questions.length > 0 ? undefined : await ask<Questions>('/self-checks/questions');
  start.removeAttribute('aria-disabled');
  if (answer?.kind === 'ok') questions = answer.value.questions;
  const [first] = questions;
  if (first !== undefined) return go(first.id);
  const notice = make('p', { class: 'notice bad', role: 'alert' }, noConnection());
  intro.querySelector('.notice.bad')?.remove();
  start.before(notice);
};

start.addEventListener('click', () => void begin());
addEventListener('popstate', () => show(location.hash.slice(1)));
wireBack(() => screen === '');
if (location.hash !== '') history.replaceState(undefined, '', location.pathname + location.search);
