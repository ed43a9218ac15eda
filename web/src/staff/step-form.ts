import { newKey } from '../api.ts';
import { all, make } from '../dom.ts';
import { clearTroubles, showTroubles, type Trouble, troublesOf } from '../problem.ts';
import { say } from '../say.ts';
import type { Reply, Step } from './official-api.ts';
import { button, troubleOf } from './view.ts';

export type StepForm<T> = {
  readonly heading: string;
  readonly lead?: string;
  readonly fields: readonly (HTMLElement | false)[];
  readonly submit: string;
  /** What is wrong before anything is sent. */
  readonly check: (form: HTMLFormElement) => readonly Trouble[];
  /** Sends it; the key stays the same until something else is sent. */
  readonly send: (form: HTMLFormElement, step: Pick<Step, 'key'>) => Promise<Reply<T>>;
  /** `true`: taken care of; otherwise the form says what is wrong. */
  readonly done: (reply: Reply<T>) => boolean;
  readonly cancel: () => void;
};

/** Something is missing, in words. */
export const unless = (given: boolean, field: string, message: string): readonly Trouble[] =>
  given ? [] : [{ field, message }];

const contentOf = (form: HTMLFormElement): string =>
  JSON.stringify(
    all(HTMLElement, 'input, textarea, select', form).map((field) => {
      if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type)) return field.checked;
      return 'value' in field ? field.value : '';
    }),
  );

const tell = (reply: Exclude<Reply<unknown>, { readonly kind: 'ok' }>): void =>
  showTroubles(reply.kind === 'problem' ? troublesOf(reply.problem) : [{ field: '', message: troubleOf(reply) }]);

/** A form in place: what is asked, one button to send it, one to leave it. */
export const stepForm = <T>(asked: StepForm<T>): HTMLFormElement => {
  const form = make(
    'form',
    { class: 'panel', novalidate: '', method: 'post' },
    make('h2', { tabindex: '-1' }, asked.heading),
    asked.lead !== undefined && make('p', {}, asked.lead),
    make('div', { class: 'summary', id: 'summary', role: 'alert', tabindex: '-1', hidden: '' }),
    ...asked.fields,
  );
  const submit = make('button', { type: 'submit', class: 'button' }, asked.submit);
  form.append(make('p', { class: 'row' }, submit, button(say('先不办', 'Not now'), 'button second', asked.cancel)));
  let [content, key] = ['', newKey()];

  const send = async (): Promise<void> => {
    const troubles = asked.check(form);
    showTroubles(troubles);
    if (troubles.length > 0 || form.getAttribute('aria-busy') === 'true') return;
    if (contentOf(form) !== content) [content, key] = [contentOf(form), newKey()];
    form.setAttribute('aria-busy', 'true');
    const reply = await asked.send(form, { key });
    form.removeAttribute('aria-busy');
    clearTroubles();
    if (!asked.done(reply) && reply.kind !== 'ok') tell(reply);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  return form;
};
