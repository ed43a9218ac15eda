import { all, make } from '../dom.ts';
import { say } from '../say.ts';

/** One thing asked in a form. `path` is the JSON Pointer under which the API names it in a problem document. */
export type Field = {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};
export type Option = readonly [value: string, words: string];

const described = ({ id, hint }: Field): string => (hint === undefined ? `${id}-error` : `${id}-hint ${id}-error`);
const optionalMark = (field: Field): HTMLElement | false =>
  field.optional === true && make('span', { class: 'optional' }, say('可以不填', 'optional'));

const labelOf = (field: Field): readonly HTMLElement[] => [
  make('label', { for: field.id }, field.label, ' ', optionalMark(field)),
  ...(field.hint === undefined ? [] : [make('p', { class: 'hint', id: `${field.id}-hint` }, field.hint)]),
  make('p', { class: 'error', id: `${field.id}-error` }),
];

const common = (field: Field) => ({
  id: field.id,
  'data-path': field.path,
  autocomplete: 'off',
  'aria-describedby': described(field),
});

export const lineField = (field: Field, value = '', type = 'text'): HTMLElement => {
  const how = { type, value, maxlength: '200', autocapitalize: 'off', spellcheck: 'false' };
  const input = make('input', { ...common(field), ...how });
  return make('div', { class: 'field' }, ...labelOf(field), input);
};

export const textField = (field: Field, value = ''): HTMLElement => {
  const area = make('textarea', { ...common(field), rows: '4', maxlength: '1000' });
  area.value = value;
  return make('div', { class: 'field' }, ...labelOf(field), area);
};

/** One or several of a few answers, each a row for a thumb. */
export const choiceField = (field: Field, options: readonly Option[], several = false): HTMLElement =>
  make(
    'fieldset',
    { class: 'field', id: field.id, 'data-path': field.path, tabindex: '-1', 'aria-describedby': described(field) },
    make('legend', {}, field.label, ' ', optionalMark(field)),
    field.hint !== undefined && make('p', { class: 'hint', id: `${field.id}-hint` }, field.hint),
    make('p', { class: 'error', id: `${field.id}-error` }),
    ...options.map(([value, words]) =>
      make(
        'label',
        { class: 'choice' },
        make('input', { type: several ? 'checkbox' : 'radio', name: field.id, value }),
        make('span', {}, words),
      ),
    ),
  );

const select = (id: string, label: string): HTMLElement =>
  make(
    'div',
    { class: 'field' },
    make('label', { for: id }, label),
    make('select', { id, autocomplete: 'off', disabled: '' }, make('option', { value: '' }, say('请选择', 'Choose'))),
  );

/** The place: by name or pinyin, or level by level. `regionPicker` works in it. */
export const regionFields = (field: Field): HTMLElement =>
  make(
    'fieldset',
    { class: 'field', id: field.id, 'data-path': field.path, tabindex: '-1' },
    make('legend', {}, field.label),
    field.hint !== undefined && make('p', { class: 'hint' }, field.hint),
    make('p', { class: 'error', id: `${field.id}-error` }),
    make('p', { class: 'chosen', id: 'chosen', role: 'status' }),
    make('label', { for: 'search' }, say('名字或拼音', 'Name or pinyin')),
    make('input', { id: 'search', type: 'search', maxlength: '30', autocomplete: 'off' }),
    make('div', { id: 'found', class: 'found', 'aria-live': 'polite' }),
    make(
      'details',
      { id: 'levels' },
      make('summary', {}, say('或者一级一级选', 'Or choose step by step')),
      select('prefecture', say('市', 'City')),
      select('county', say('县(市、区)', 'County or district')),
      select('township', say('乡镇(街道)', 'Township or street')),
      select('village', say('村(社区)', 'Village or community')),
    ),
  );

/** What stands in a field of the form; nothing for one that it has not. */
export const typedIn = (form: ParentNode, id: string): string => {
  const field = form.querySelector(`#${id}`);
  const typed = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value.trim() : '';
  return typed;
};

/** What was ticked, in the order of the page. */
export const tickedIn = (form: ParentNode, id: string): readonly string[] =>
  all(HTMLInputElement, `input[name="${id}"]:checked`, form).map(({ value }) => value);

/** Whether something was typed or ticked that nobody but the caseworker has. */
export const writtenIn = (form: ParentNode): boolean =>
  all(HTMLTextAreaElement, 'textarea', form).some(({ value }) => value !== '') ||
  all(HTMLInputElement, 'input', form).some(
    ({ value, defaultValue, checked, defaultChecked }) => value !== defaultValue || checked !== defaultChecked,
  );
