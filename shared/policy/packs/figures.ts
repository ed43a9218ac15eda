import type { Figure } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';

/** Where a figure is written, and since when it holds. */
export type Source = { readonly citation: string; readonly asOf: Day; readonly example?: true };

/** A figure with its source. */
export const figure = (zh: string, en: string, [value, unit]: readonly [number, string], source: Source): Figure => ({
  name: { zh, en },
  value,
  unit,
  ...source,
});

/** No authority's notice stands behind it: shown as 示例 until one is put in its place. */
export const example = (citation: string, asOf: Day): Source => ({ citation, asOf, example: true });

/** Written in the law. */
export const cited = (citation: string, asOf: Day): Source => ({ citation, asOf });

/** Yuan as the packs' tables write them, in the fen that everything reckons in. */
export const fen = (yuan: number): number => Math.round(yuan * 100);
