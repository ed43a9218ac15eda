const HAN = '\\u3400-\\u9fff';
const FULL: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ';': '\uff1b',
  ':': '\uff1a',
  '?': '\uff1f',
  '!': '\uff01',
};
const wide = (mark: string): string => FULL[mark] ?? mark;

const BRACKETS = new RegExp(`\\(([^()]*[${HAN}][^()]*)\\)`, 'g');
const AFTER_HAN = new RegExp(`([${HAN}\u300d\u300f\u300b\u201d\u2026\uff09])([,;:?!])`, 'g');
const BEFORE_HAN = new RegExp(`(^|[\\w%])([,;:?!])(?=[${HAN}\u201c\u300c])`, 'g');

/** Chinese as it is printed: the marks between Chinese characters full-width, whatever keyboard they were typed on. */
export const typeset = (zh: string): string =>
  zh
    .replace(/^[,;:?!]$/, wide)
    .replace(BRACKETS, '\uff08$1\uff09')
    .replace(AFTER_HAN, (_, before: string, mark: string) => before + wide(mark))
    .replace(BEFORE_HAN, (_, before: string, mark: string) => before + wide(mark));
