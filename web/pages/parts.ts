import { type Html, html } from './html.ts';
import type { Say } from './say.ts';

/** One field of a form. `path` is the JSON Pointer under which the API names it in a problem document. */
export type Field = {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly max: number;
  readonly mode?: 'text' | 'tel' | 'numeric';
  readonly wide?: boolean;
  readonly optional?: string;
};

const described = (field: Pick<Field, 'id' | 'hint'>): string =>
  field.hint === undefined ? `${field.id}-error` : `${field.id}-hint ${field.id}-error`;

const labelOf = (field: Field): Html => html`
  <label for="${field.id}">${field.label}${field.optional !== undefined && html` <span class="optional">${field.optional}</span>`}</label>
  ${field.hint !== undefined && html`<p class="hint" id="${field.id}-hint">${field.hint}</p>`}
  <p class="error" id="${field.id}-error"></p>`;

/** A line to fill in. Nothing is remembered by the browser: the next person on this phone is somebody else. */
export const lineField = (field: Field): Html => html`<div class="field">
  ${labelOf(field)}
  <input id="${field.id}" name="${field.id}" data-path="${field.path}" maxlength="${field.max}" type="${field.mode === 'tel' ? 'tel' : 'text'}"
    inputmode="${field.mode ?? 'text'}" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${described(field)}"
    class="${field.wide === true ? 'wide' : 'narrow'}">
</div>`;

/** Several lines to fill in. */
export const textField = (field: Field): Html => html`<div class="field">
  ${labelOf(field)}
  <textarea id="${field.id}" name="${field.id}" data-path="${field.path}" maxlength="${field.max}" rows="4" autocomplete="off"
    aria-describedby="${described(field)}"></textarea>
</div>`;

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };

/** One of several answers, each a large row that can be hit with a thumb. */
export const choiceField = (field: Omit<Field, 'max'>, choices: readonly Choice[], heading?: Html): Html => html`
<fieldset class="field" id="${field.id}" data-path="${field.path}" tabindex="-1" aria-describedby="${described(field)}">
  <legend>${heading ?? field.label}${field.optional !== undefined && html` <span class="optional">${field.optional}</span>`}</legend>
  ${field.hint !== undefined && html`<p class="hint" id="${field.id}-hint">${field.hint}</p>`}
  <p class="error" id="${field.id}-error"></p>
  ${choices.map(
    (choice) => html`<label class="choice"><input type="radio" name="${field.id}" value="${choice.value}">
    <span>${choice.label}${choice.hint !== undefined && html`<small>${choice.hint}</small>`}</span></label>`,
  )}
</fieldset>`;

export const phone = (number: string): Html => html`<a class="phone" href="tel:${number}">${number}</a>`;

/** Numbers to call, largest first. */
export const hotlines = (lines: readonly (readonly [number: string, what: string])[]): Html =>
  html`<ul class="hotlines">${lines.map(
    ([number, what]) => html`<li><a href="tel:${number}"><b>${number}</b> <span>${what}</span></a></li>`,
  )}</ul>`;

/** Whom to phone when somebody is in danger now. */
export const dangerLines = (say: Say): Html =>
  hotlines([
    ['110', say('有人打人、威胁、走失', 'Police: violence, threats, someone missing')],
    ['120', say('有人受伤、病重、昏倒', 'Ambulance: injury or sudden illness')],
    ['119', say('着火、被困、溺水', 'Fire and rescue')],
  ]);
