import type { Text } from '#shared/kernel/text.ts';
import { typeset } from '../typeset.ts';

export const language: 'zh' | 'en' = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';

/** Says a thing in the language of the page. */
export const say = (zh: string, en: string): string => (language === 'zh' ? typeset(zh) : en);
export const sayText = (text: Text): string => say(text.zh, text.en);

/** A page of the site in the same language. */
export const to = (page: string): string => `/${page}?lang=${language}`;

const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
const inShanghai = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', ...options });

/** 2026年12月1日(星期二), Tuesday, 1 December 2026: by the calendar of Shanghai. */
export const dayInWords = (instant: string): string => {
  const at = new Date(instant);
  const weekday = inShanghai({ weekday: 'long' }).format(at);
  const day = inShanghai({ year: 'numeric', month: 'long', day: 'numeric' }).format(at);
  return say(`${day}(${weekday})`, `${weekday}, ${day}`);
};

/** 2026年11月24日 10:00. */
export const momentInWords = (instant: string): string =>
  inShanghai({
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(instant));

/** Yuan from fen: 1,234 or 1,234.50. */
export const yuan = (fen: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: fen % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(
    fen / 100,
  );
