import type { Answer, AnswerField, Asked } from './answer-field.ts';
import { make } from './dom.ts';
import { regionPicker } from './region-picker.ts';
import { say, sayText } from './say.ts';

const select = (id: string, label: string): HTMLElement =>
  make(
    'div',
    { class: 'field' },
    make('label', { for: id }, label),
    make('select', { id, autocomplete: 'off', disabled: '' }, make('option', { value: '' }, say('请选择', 'Choose'))),
  );

/** The county: by its name, or city first and county then. */
export const regionField = (id: string, asked: Asked, before: Answer): AnswerField => {
  const element = make(
    'div',
    { class: 'field', id, tabindex: '-1' },
    make('h1', { tabindex: '-1' }, sayText(asked.text)),
    asked.help !== undefined && make('p', { class: 'hint' }, sayText(asked.help)),
    make('p', { class: 'error', id: `${id}-error` }),
    make('p', { class: 'chosen', id: 'chosen', role: 'status' }),
    select('prefecture', say('市', 'City')),
    select('county', say('县(市、区)', 'County or district')),
    make('label', { for: 'search' }, say('或者输入县(市、区)的名字', 'Or type its name')),
    make('input', { id: 'search', type: 'search', class: 'wide', maxlength: '30', autocomplete: 'off' }),
    make('div', { id: 'found', class: 'found', 'aria-live': 'polite' }),
  );
  const picker = regionPicker(element, ['prefecture', 'county']);
  // Who has turned to another city has taken back what was known before.
  let known = typeof before === 'string' ? before : null;
  element.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) known = null;
  });
  if (typeof before === 'string') void picker.choose(before);
  return {
    element,
    read: () => picker.chosen()?.code ?? known,
    trouble: () => undefined,
  };
};
