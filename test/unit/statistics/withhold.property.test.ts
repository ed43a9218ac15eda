import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withhold } from '#shared/domain/statistics/withhold.ts';

const HIGHEST = 9;

const everyTable = (cells: number): number[][] =>
  cells === 0
    ? [[]]
    : everyTable(cells - 1).flatMap((before) => Array.from({ length: HIGHEST + 1 }, (_, count) => [...before, count]));

describe('what is published of counts', () => {
  it.each([
    [1, 4],
    [2, 4],
    [3, 3],
    [3, 5],
    [4, 4],
  ])('leaves no small count to be worked out from %i cells and their total, below %i', (cells, smallest) => {
    const byAnswer = Map.groupBy(everyTable(cells), (counts) => JSON.stringify(withhold(counts, smallest)));
    const given = [...byAnswer.values()].flatMap((tables) =>
      Array.from({ length: cells }, (_, cell) => new Set(tables.map((counts) => counts[cell] ?? 0))).filter(
        (values) => values.size === 1 && [...values].every((count) => count > 0 && count < smallest),
      ),
    );
    expect(given).toEqual([]);
  });

  it('is right where it is shown, never small, and everything where nothing is small', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }), (counts) => {
        const { total, parts } = withhold(counts, 11);
        const shown = parts.filter((part) => part !== null);
        expect(shown.every((part) => part === 0 || part >= 11)).toBe(true);
        expect(parts.every((part, cell) => part === null || part === counts[cell])).toBe(true);
        const sum = counts.reduce((all, one) => all + one, 0);
        expect(total === null || total === sum).toBe(true);
        if (counts.every((count) => count === 0 || count >= 11))
          expect({ total, parts }).toEqual({ total: sum, parts: counts });
      }),
    );
  });

  it('withholds with a single small count the next one, which would give it away', () => {
    expect(withhold([3, 200, 40, 0], 11)).toEqual({ total: 243, parts: [null, 200, null, 0] });
    expect(withhold([3, 0], 11)).toEqual({ total: null, parts: [null, 0] });
  });
});
