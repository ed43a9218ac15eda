import { make, put } from '../dom.ts';
import { say, sayText } from '../say.ts';
import type { Reply } from './official-api.ts';

/** One screen of the staff page. */
export type View = {
  readonly title: string;
  readonly element: HTMLElement;
  /** Whether something was typed that would be lost by leaving. */
  readonly unsaved?: () => boolean;
};

/** Why there is no answer, in a sentence. */
export const troubleOf = (reply: Exclude<Reply<unknown>, { readonly kind: 'ok' }>): string => {
  switch (reply.kind) {
    case 'problem':
      return [
        sayText(reply.problem.message),
        ...(reply.problem.errors ?? []).map(({ message }) => sayText(message)),
      ].join(' ');
    case 'offline':
      return say('没有连上。请检查网络,再试一次。', 'No connection. Check the network and try again.');
    case 'signed-out':
      return say('登录已到期。请重新登录。', 'Your sign-in has ended. Please sign in again.');
  }
};

export const notice = (text: string, bad = false): HTMLElement =>
  make('p', { class: bad ? 'notice bad' : 'notice', role: bad ? 'alert' : 'status' }, text);

/** A button that does one thing at a time. */
export const button = (
  words: string,
  kind: 'button' | 'button second' | 'textual',
  act: () => unknown,
): HTMLButtonElement => {
  const element = make('button', { type: 'button', class: kind }, words);
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') === 'true') return;
    element.setAttribute('aria-disabled', 'true');
    void Promise.resolve(act()).finally(() => element.removeAttribute('aria-disabled'));
  });
  return element;
};

/** A term and what is known of it; nothing for what is not. */
export const fact = (term: string, ...said: readonly (Node | string | undefined)[]): HTMLElement | false => {
  const parts = said.filter((part) => part !== undefined && part !== '');
  return parts.length > 0 && make('div', {}, make('dt', {}, term), make('dd', {}, ...parts));
};

const newest = new WeakMap<Element, symbol>();

/** Shows a waiting line until the content is there; what was asked for before something else was is not shown any more. */
export const fill = async (element: Element, content: () => Promise<readonly (Node | string)[]>): Promise<void> => {
  const own = Symbol('asked');
  newest.set(element, own);
  element.setAttribute('aria-busy', 'true');
  put(element, make('p', { class: 'hint' }, say('正在读取…', 'Loading …')));
  const parts = await content();
  if (newest.get(element) !== own) return;
  put(element, ...parts);
  element.removeAttribute('aria-busy');
};
