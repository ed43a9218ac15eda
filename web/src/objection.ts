import type { objectionTaken } from '#shared/contracts/discovery.ts';
import { send } from './api.ts';
import { attempts } from './attempt.ts';
import { make } from './dom.ts';
import { showTroubles, troublesOf } from './problem.ts';
import { say } from './say.ts';

type Taken = ReturnType<(typeof objectionTaken)['parse']>;
/** Which report: its code and its secret. */
export type Held = { readonly code: string; readonly secret: string };

const noConnection = (): string =>
  say(
    '没有发出去,可能是网断了。您写的还在,请再按一次。也可以打 12345。',
    'It was not sent: the connection may be down. What you wrote is still here; press again, or call 12345.',
  );

const field = (): { readonly element: HTMLElement; readonly text: HTMLTextAreaElement } => {
  const text = make('textarea', {
    id: 'reason',
    'data-path': '/reason',
    rows: '4',
    maxlength: '1000',
    autocomplete: 'off',
    'aria-describedby': 'reason-hint reason-error',
  });
  const element = make(
    'div',
    { class: 'field' },
    make('label', { for: 'reason' }, say('哪里不对?', 'What is not right?')),
    make(
      'p',
      { class: 'hint', id: 'reason-hint' },
      say(
        '比如:来的时候老人在医院,家里没有人。',
        'For example: when they came, she was in hospital and nobody was at home.',
      ),
    ),
    make('p', { class: 'error', id: 'reason-error' }),
    text,
  );
  return { element, text };
};

const drawn = (element: HTMLElement, button: HTMLElement): HTMLFormElement =>
  make(
    'form',
    { method: 'post', novalidate: '', class: 'objection no-print' },
    make('h2', {}, say('您不同意?', 'Do you disagree?')),
    make(
      'p',
      {},
      say(
        '可以提一次。会换一位工作人员再看,看完在这里告诉您。',
        'You can say so once. Somebody else will look into it, and the outcome appears here.',
      ),
    ),
    element,
    make('p', {}, button),
  );

/** Once, whoever reported may say that they do not agree; then somebody else looks. */
export const objectionForm = (held: Held, taken: () => void): HTMLElement => {
  const { element, text } = field();
  const button = make('button', { type: 'submit', class: 'button' }, say('请换个人再看一次', 'Ask for a second look'));
  const form = drawn(element, button);
  const tries = attempts();
  const submit = async (): Promise<void> => {
    const reason = text.value.trim();
    if (reason === '')
      return showTroubles([
        { field: 'reason', message: say('请写一句哪里不对。', 'Say in a few words what is not right.') },
      ]);
    button.setAttribute('aria-disabled', 'true');
    const answer = await send<Taken>(
      `/reports/${held.code}/objections`,
      { reason },
      { 'x-tracking-secret': held.secret, 'idempotency-key': tries.keyFor(reason) },
    );
    button.removeAttribute('aria-disabled');
    if (answer.kind === 'ok') taken();
    else if (answer.kind === 'problem') showTroubles(troublesOf(answer.problem));
    else showTroubles([{ field: '', message: noConnection() }]);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') !== 'true') void submit();
  });
  return form;
};
