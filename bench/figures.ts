import { z } from 'zod';

const goalSchema = z.union([
  z.object({ atMost: z.number(), floor: z.number().exactOptional() }),
  z.object({ atLeast: z.number(), floor: z.number().exactOptional() }),
]);
/** Figures as a run writes them down. */
export const figuresSchema = z.array(
  z.object({ name: z.string(), value: z.number(), unit: z.string(), goal: goalSchema.exactOptional() }),
);

/** One measured figure: a ratio or units are held against a bound, everything else is shown only. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What is wanted; the run fails beyond `floor`, where there is one. */
  readonly goal?:
    | { readonly atMost: number; readonly floor?: number }
    | { readonly atLeast: number; readonly floor?: number };
};

const DIGITS = 3;

const shown = (value: number): string =>
  Math.abs(value) >= 1_000
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(Math.abs(value) >= 1 ? DIGITS : 2)));

const bound = (goal: Figure['goal']): string => {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `≤ ${shown(goal.atMost)}` : `≥ ${shown(goal.atLeast)}`;
};

const meets = ({ value }: Figure, goal: NonNullable<Figure['goal']>, which: 'goal' | 'floor'): boolean => {
  if (which === 'floor' && goal.floor === undefined) return true;
  if ('atMost' in goal) return value <= (which === 'floor' ? (goal.floor ?? goal.atMost) : goal.atMost);
  return value >= (which === 'floor' ? (goal.floor ?? goal.atLeast) : goal.atLeast);
};

/** Whether no figure is beyond what the run fails at. */
export const allHold = (figures: readonly Figure[]): boolean =>
  figures.every((figure) => figure.goal === undefined || meets(figure, figure.goal, 'floor'));

const verdict = (figure: Figure): string => {
  if (figure.goal === undefined) return '';
  if (meets(figure, figure.goal, 'goal')) return 'met';
  return meets(figure, figure.goal, 'floor') ? 'not met' : 'FAILED';
};

/** The table of a run, one line a figure. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [
    ['figure', 'value', 'unit', 'goal', ''],
    ...figures.map((figure) => [figure.name, shown(figure.value), figure.unit, bound(figure.goal), verdict(figure)]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd();
  return rows.map(line).join('\n');
};

/** The same as rows of a Markdown table, for docs/benchmarks.md. */
export const markdownOf = (figures: readonly Figure[]): string => {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    bound(figure.goal),
    verdict(figure),
  ]);
  const all = [['figure', 'value', 'goal', ''], ['---', '---', '---', '---'], ...rows];
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n');
};

/** The value below which so many of a hundred lie; of nothing there is none. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
};
