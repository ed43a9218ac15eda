/** Markup that needs no more escaping. */
export type Html = { readonly markup: string };
type Part = Html | string | number | false | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const isList = (part: Part): part is readonly Html[] => Array.isArray(part);
const markupOf = (part: Part): string => {
  if (part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isList(part) ? part.map((one) => one.markup).join('') : part.markup;
};

/** A template whose values are escaped unless they are markup themselves; indentation is not sent. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: strings.reduce((text, string, index) => {
    const part = index === 0 ? '' : markupOf(parts[index - 1] ?? '');
    return text + part + string.replace(/\n\s+/g, '\n');
  }, ''),
});
