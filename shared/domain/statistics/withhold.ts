/** A count as it is published; `null` is withheld. */
export type Published = number | null;
export type PublishedParts = { readonly total: Published; readonly parts: readonly Published[] };

/** The least `count` counts are withheld; `next` is the least that is shown. */
type Withheld = { readonly count: number; readonly sum: number; readonly next: number };

/**
 * Whether the difference to the total leaves every small count open, even to one who knows this rule: that what is withheld
 * for another's sake is less than what is shown, and when the total is withheld too.
 */
const keepsOpen = ({ count, sum, next }: Withheld, smallest: number): boolean => {
  const others = count - 1;
  const least = Math.max(1, sum - others * (next - 1));
  const most = Math.min(smallest - 1, sum - others);
  return count >= 2 && sum >= smallest + count && least < most;
};

/**
 * Withholds counts from 1 up to below `smallest`, for behind them stand people whom a neighbour would know again; then, from
 * the least on, as many others as it takes that none comes out by subtraction from the total; at last the total too.
 */
export const withhold = (parts: readonly number[], smallest: number): PublishedParts => {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const rising = parts.filter((part) => part > 0).sort((one, other) => one - other);
  const small = rising.filter((part) => part < smallest).length;
  if (small === 0) return { total, parts };
  const firstOf = (count: number): Withheld => ({
    count,
    sum: rising.slice(0, count).reduce((sum, part) => sum + part, 0),
    next: rising[count] ?? Number.POSITIVE_INFINITY,
  });
  const open = Array.from({ length: rising.length - small + 1 }, (_, more) => small + more)
    .map(firstOf)
    // Equal counts are shown or withheld alike.
    .find((withheld) => rising[withheld.count - 1] !== withheld.next && keepsOpen(withheld, smallest));
  return {
    total: open === undefined ? null : total,
    parts: parts.map((part) => (part > 0 && part < (open?.next ?? Number.POSITIVE_INFINITY) ? null : part)),
  };
};
