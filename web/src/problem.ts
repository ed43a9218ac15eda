import type { Text } from '#shared/kernel/text.ts';
import { all, make, need, put } from './dom.ts';
import { say, sayText } from './say.ts';

/** The parts of a problem document (RFC 9457) that a page shows. */
export type Problem = {
  readonly code: string;
  readonly message: Text;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: Text }[];
};
/** One field that has to be put right, in the words of the page. */
export type Trouble = { readonly field: string; readonly message: string };

const summary = (): HTMLElement => need(HTMLElement, '#summary');

export const clearTroubles = (): void => {
  summary().hidden = true;
  for (const error of all(HTMLElement, '.error')) error.textContent = '';
  for (const field of all(HTMLElement, '.field.wrong')) field.classList.remove('wrong');
  for (const input of all(HTMLElement, '[aria-invalid]')) input.removeAttribute('aria-invalid');
};

const mark = ({ field, message }: Trouble): void => {
  const error = document.getElementById(`${field}-error`);
  const input = document.getElementById(field);
  if (error === null || input === null) return;
  error.textContent = message;
  input.closest('.field')?.classList.add('wrong');
  if (input.matches('input, textarea, select')) input.setAttribute('aria-invalid', 'true');
};

const link = ({ field, message }: Trouble): HTMLElement => {
  if (document.getElementById(field) === null) return make('li', {}, message);
  const anchor = make('a', { href: `#${field}` }, message);
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    const target = document.getElementById(field);
    const first = target?.matches('input, textarea, select') === true ? target : target?.querySelector('input');
    (first instanceof HTMLElement ? first : target)?.focus();
    target?.closest('.field')?.scrollIntoView({ block: 'start' });
  });
  return make('li', {}, anchor);
};

/** Says in one place what has to be put right, and again beside each field. */
export const showTroubles = (troubles: readonly Trouble[]): void => {
  clearTroubles();
  if (troubles.length === 0) return;
  for (const trouble of troubles) mark(trouble);
  const title =
    troubles.length === 1
      ? say('有一处要改一改', 'One thing to put right')
      : say(`有 ${troubles.length} 处要改一改`, `${troubles.length} things to put right`);
  put(summary(), make('h2', {}, title), make('ul', {}, ...troubles.map(link)));
  summary().hidden = false;
  summary().focus();
};

/** The fields of a problem document by what stands on the page; a field that the page has not is told as it is. */
export const troublesOf = (problem: Problem): readonly Trouble[] => {
  const fields = all(HTMLElement, '[data-path]');
  const idOf = (path: string): string =>
    fields.find(({ dataset }) => path === dataset['path'] || path.startsWith(`${dataset['path']}/`))?.id ?? '';
  const errors = (problem.errors ?? []).map(({ path, message }) => ({ field: idOf(path), message: sayText(message) }));
  return errors.length > 0 ? errors : [{ field: '', message: sayText(problem.message) }];
};
