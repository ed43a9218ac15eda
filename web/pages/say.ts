import { typeset } from '../typeset.ts';

export type Language = 'zh' | 'en';

/** Says a thing in the language of the page. */
export type Say = (zh: string, en: string) => string;
export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? typeset(zh) : en;

/** What a page is given when it is drawn. */
export type Drawing = {
  readonly language: Language;
  readonly say: Say;
  /** Where a page of the site is, in the same language. */
  readonly to: (page: string, fragment?: string) => string;
  /** Where an asset is, by its name without the hash. */
  readonly asset: (name: string) => string;
};

/** A page: its title, what stands in its main part, and the script that works in it. */
export type Page = {
  readonly slug: string;
  readonly title: string;
  readonly main: import('./html.ts').Html;
  readonly script?: string;
  /** Where the back link leads; the home page has none. */
  readonly back?: string;
  /** For the people who work here: wider, in a sheet of its own, without what is said to the public. */
  readonly staff?: true;
};
