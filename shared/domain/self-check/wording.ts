import type { Figure, Text } from '#shared/kernel/text.ts';

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** Fen in yuan, as people write it: 320000 is "3,200", 80033 is "800.33". */
export const yuan = (fen: number): string => {
  const size = Math.abs(Math.round(fen));
  const cents = size % 100;
  const decimals = cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`;
  return `${fen < 0 && size > 0 ? '-' : ''}${grouped(Math.floor(size / 100))}${decimals}`;
};

/** A limit in yuan, with the mark that it is an example where no notice stands behind it. */
export const limitText = (fen: number, ...figures: readonly Figure[]): Text => {
  const mark = figures.some(({ example }) => example === true);
  return {
    zh: `${yuan(fen)} 元${mark ? '(示例数字)' : ''}`,
    en: `${yuan(fen)} yuan${mark ? ' (example figure)' : ''}`,
  };
};

/** The same mark behind a count or a share. */
export const exampleMark = ({ example }: Figure): Text =>
  example === true ? { zh: '(示例数字)', en: ' (example figure)' } : { zh: '', en: '' };

/** "4 people", "1 person". */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
