import type { TableIndex } from '#infra/constructs/table.ts';

/** An item as the document client is given it: texts, numbers, booleans, lists, maps. */
export type Item = Readonly<Record<string, unknown>>;

const KIBIBYTE = 1_024;
/** What a list or a map takes beside what is in it, and each of its elements. */
const CONTAINER = 3;
const ELEMENT = 1;

const textBytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Two significant digits a byte and one more; one for the sign where it is negative. */
const numberBytes = (value: number): number => {
  const digits = value.toExponential().replace(/e.*|[^\d]/g, '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
};

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value === 'number') return numberBytes(value);
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + valueBytes(one) + ELEMENT, CONTAINER);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce(
      (sum, [name, one]) => sum + (one === undefined ? 0 : textBytes(name) + valueBytes(one) + ELEMENT),
      CONTAINER,
    );
  }
  return 1;
};

/** Bytes of an item as the service counts them: names and values, text as UTF-8. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => (value === undefined ? sum : sum + textBytes(name) + valueBytes(value)),
    0,
  );

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / KIBIBYTE));

/** What an index holds of an item: keys, and what it carries. `undefined`: the item is not in it. */
const projected = (item: Item | undefined, index: TableIndex): Item | undefined => {
  if (item?.[index.partition] === undefined || item[index.sort] === undefined) return undefined;
  const names = new Set(['pk', 'sk', index.partition, index.sort, ...(index.carries ?? [])]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
};

const same = (one: Item, other: Item): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (item: Item): [string, unknown][] => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));

const keyOf = (item: Item, { partition, sort }: TableIndex): string =>
  `${String(item[partition])} ${String(item[sort])}`;

/** A key that changes is a deletion and a put; what stays the same costs nothing. */
const indexUnits = (before: Item | undefined, after: Item | undefined): number => {
  if (before === undefined) return after === undefined ? 0 : unitsOf(itemBytes(after));
  if (after === undefined) return unitsOf(itemBytes(before));
  return same(before, after) ? 0 : unitsOf(Math.max(itemBytes(before), itemBytes(after)));
};

const indexWrites = (before: Item | undefined, after: Item | undefined, index: TableIndex): number => {
  const [was, is] = [projected(before, index), projected(after, index)];
  if (was !== undefined && is !== undefined && keyOf(was, index) !== keyOf(is, index)) {
    return indexUnits(was, undefined) + indexUnits(undefined, is);
  }
  return indexUnits(was, is);
};

/** A write of one item: what was there and what is there afterwards; neither: a condition that was checked. */
export type Write = { readonly before?: Item; readonly after?: Item; readonly transactional?: boolean };

/**
 * Write units of one write as AWS counts them: the larger of both items by the kibibyte, in a transaction twice (prepared
 * and committed), and each index for itself, once: indexes follow after the commit. A model of our own, so that the figures do not hang on what an engine reports.
 */
export const writeUnits = ({ before, after, transactional = false }: Write, indexes: readonly TableIndex[]): number => {
  const base = unitsOf(Math.max(itemBytes(before ?? {}), itemBytes(after ?? {})));
  const inIndexes = indexes.reduce((sum, index) => sum + indexWrites(before, after, index), 0);
  return base * (transactional ? 2 : 1) + inIndexes;
};

/** Write units of several writes. */
export const sumOfUnits = (writes: readonly Write[], indexes: readonly TableIndex[]): number =>
  writes.reduce((sum, write) => sum + writeUnits(write, indexes), 0);
