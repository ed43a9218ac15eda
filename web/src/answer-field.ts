import type { selfCheckQuestions } from '#shared/contracts/self-check.ts';
import { all, make } from './dom.ts';
import { say, sayText, yuan } from './say.ts';

export type Question = ReturnType<(typeof selfCheckQuestions)['parse']>['questions'][number];
export type Answer = string | number | boolean | readonly string[] | null;
export type Asked = Pick<Question, 'kind' | 'text'> & Partial<Pick<Question, 'help' | 'options' | 'min' | 'max'>>;

/** One thing asked: what is drawn, what was answered (`null`: not known), and what is wrong with it, if anything. */
export type AnswerField = {
  readonly element: HTMLElement;
  readonly read: () => Answer;
  readonly trouble: () => string | undefined;
};

const said = (answer: Answer, value: string): boolean =>
  Array.isArray(answer) ? answer.includes(value) : String(answer) === value;

const number = (text: string): number | undefined => {
  const plain = text.normalize('NFKC').replace(/[\s,\uff0c]/g, '');
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
};

const heading = (id: string, asked: Asked, main: boolean): HTMLElement => {
  const label = make('label', { for: id }, sayText(asked.text));
  return main ? make('h1', { tabindex: '-1' }, label) : label;
};
/** Help in words; where there are options to choose from they say it themselves. */
const helpOf = (id: string, asked: Asked): HTMLElement | undefined =>
  asked.help === undefined || asked.options !== undefined
    ? undefined
    : make('p', { class: 'hint', id: `${id}-hint` }, sayText(asked.help));
const errorOf = (id: string): HTMLElement => make('p', { class: 'error', id: `${id}-error` });

/** Yuan on the page, fen to the API; whole numbers as they are. */
const amount = (id: string, asked: Asked, main: boolean, before: Answer): AnswerField => {
  const money = asked.kind === 'money';
  const scale = money ? 100 : 1;
  const input = make('input', {
    id,
    type: 'text',
    inputmode: money ? 'decimal' : 'numeric',
    autocomplete: 'off',
    maxlength: '14',
    class: 'narrow',
    'aria-describedby': `${id}-hint ${id}-error`,
  });
  input.value = typeof before === 'number' ? String(before / scale) : '';
  const value = (): number | undefined => {
    const typed = number(input.value);
    return typed === undefined ? undefined : Math.round(typed * scale);
  };
  const box = make('div', { class: 'money' }, input, money && make('span', {}, say('元', 'yuan')));
  return {
    element: make('div', { class: 'field' }, heading(id, asked, main), helpOf(id, asked), errorOf(id), box),
    read: () => value() ?? null,
    trouble: () => (input.value.trim() === '' ? undefined : troubleOf(value(), asked, scale)),
  };
};

const troubleOf = (value: number | undefined, { kind, min, max }: Asked, scale: number): string | undefined => {
  if (value === undefined || (kind === 'integer' && !Number.isInteger(value))) {
    return say('请用数字写,比如 3。不清楚可以跳过。', 'Please write it in figures, such as 3, or skip it.');
  }
  const shown = (limit: number): string => (scale === 100 ? yuan(limit) : String(limit));
  if (min !== undefined && value < min)
    return say(`至少是 ${shown(min)}。请再看一眼。`, `It is at least ${shown(min)}. Please look again.`);
  if (max !== undefined && value > max)
    return say(`最多是 ${shown(max)}。请再看一眼。`, `It is at most ${shown(max)}. Please look again.`);
  return undefined;
};

type Option = { readonly value: string; readonly words: string };
const optionsOf = (asked: Asked): readonly Option[] =>
  asked.kind === 'boolean'
    ? [
        { value: 'true', words: say('有', 'Yes') },
        { value: 'false', words: say('没有', 'No') },
      ]
    : (asked.options ?? []).map(({ value, text }) => ({ value, words: sayText(text) }));

/** "None of these" stands alone: it clears the others, and any other clears it. */
const keepNoneAlone = (fieldset: HTMLElement): void => {
  fieldset.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.checked || target.type !== 'checkbox') return;
    for (const other of all(HTMLInputElement, 'input', fieldset)) {
      if (other !== target && (other.value === 'none') !== (target.value === 'none')) other.checked = false;
    }
  });
};

const choice = (id: string, asked: Asked, main: boolean, before: Answer): AnswerField => {
  const several = asked.kind === 'choices';
  const rows = optionsOf(asked).map(({ value, words }) => {
    const input = make('input', { type: several ? 'checkbox' : 'radio', name: id, value });
    input.checked = before !== null && said(before, value);
    return make('label', { class: 'choice' }, input, make('span', {}, words));
  });
  const legend = make('legend', {}, main ? make('h1', { tabindex: '-1' }, sayText(asked.text)) : sayText(asked.text));
  const element = make(
    'fieldset',
    { class: 'field', id, tabindex: '-1' },
    legend,
    helpOf(id, asked),
    errorOf(id),
    ...rows,
  );
  keepNoneAlone(element);
  const read = (): Answer => {
    const values = all(HTMLInputElement, 'input:checked', element).map(({ value }) => value);
    const [first] = values;
    if (first === undefined) return null;
    if (several) return values;
    return asked.kind === 'boolean' ? first === 'true' : first;
  };
  return { element, read, trouble: () => undefined };
};

/** Draws one thing asked, by its kind. A region has a picker of its own. */
export const answerField = (id: string, asked: Asked, main: boolean, before: Answer): AnswerField =>
  asked.kind === 'integer' || asked.kind === 'money'
    ? amount(id, asked, main, before)
    : choice(id, asked, main, before);
