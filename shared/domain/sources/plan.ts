import { maskIdCell } from '#shared/kernel/mask.ts';
import { type BatchPlan, type PlanExample, type RowCounts, type RowKind, rowKinds } from './types.ts';

/** So many rows of each kind are shown in a preview. */
const EXAMPLES = 5;
/** Keys of a part of closings. */
const CLOSINGS = 500;

/** Nothing counted as yet. */
export const noCounts = (): Record<RowKind, number> => ({
  created: 0,
  changed: 0,
  closed: 0,
  unchanged: 0,
  rejected: 0,
  conflicts: 0,
});

/** Counts rows by what they come to, and keeps the first of each kind. */
export class PlanTally {
  private readonly counts = noCounts();
  private readonly examples: Partial<Record<RowKind, PlanExample[]>> = {};
  private readonly codes = new Set<string>();

  add(kind: RowKind, example: PlanExample): void {
    this.counts[kind] += 1;
    if (example.code !== undefined) this.codes.add(example.code);
    const shown = this.examples[kind] ?? [];
    if (shown.length >= EXAMPLES) return;
    this.examples[kind] = shown;
    const { idNumber } = example;
    shown.push({ ...example, ...(idNumber === undefined ? {} : { idNumber: maskIdCell(idNumber) }) });
  }

  /** Whether any row came to this, be it shown as an example or not. */
  has(code: string): boolean {
    return this.codes.has(code);
  }

  plan(): BatchPlan {
    return { counts: { ...this.counts }, examples: this.examples };
  }
}

/** Closings in parts of a size that one run works through. */
export const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CLOSINGS) }, (_, part) =>
    all.slice(part * CLOSINGS, (part + 1) * CLOSINGS),
  );

/** The sum of counts. */
export const sumCounts = (all: readonly RowCounts[]): RowCounts => {
  const sum = { rows: 0, ...noCounts() };
  for (const one of all) {
    sum.rows += one.rows;
    for (const kind of rowKinds) sum[kind] += one[kind];
  }
  return sum;
};
