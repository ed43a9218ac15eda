import { all, need } from './dom.ts';

const form = (): HTMLFormElement => need(HTMLFormElement, '#report');

/** Lines and texts of the report; the search for a place is no part of it. */
const lines = (): (HTMLInputElement | HTMLTextAreaElement)[] => [
  ...all(HTMLInputElement, '[data-path][type="text"], [data-path][type="tel"]', form()),
  ...all(HTMLTextAreaElement, '[data-path]', form()),
];
const boxes = (): HTMLInputElement[] => all(HTMLInputElement, 'fieldset[data-path] input', form());
const nameOf = ({ name, value }: HTMLInputElement): string => `${name}=${value}`;

export type Filled = { readonly texts: Readonly<Record<string, string>>; readonly ticked: readonly string[] };

/** Everything that was entered, as it stands. */
export const filled = (): Filled => ({
  texts: Object.fromEntries(lines().map(({ id, value }) => [id, value])),
  ticked: boxes()
    .filter(({ checked }) => checked)
    .map(nameOf),
});

/** Puts it back. */
export const fill = ({ texts, ticked }: Filled): void => {
  for (const line of lines()) line.value = texts[line.id] ?? '';
  for (const box of boxes()) box.checked = ticked.includes(nameOf(box));
};
