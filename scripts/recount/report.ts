import { cellText, keyText } from '#shared/domain/statistics/contributions.ts';
import { type CellDifference, isBehind, isEqual, type Recount } from '#shared/domain/statistics/recount.ts';
import type { AggregateKind, Replacement } from '#shared/domain/statistics/types.ts';

const SHOWN = 50;

const plural: Readonly<Record<AggregateKind, readonly [string, string]>> = {
  person: ['person', 'people'],
  report: ['report', 'reports'],
  'work-order': ['work order', 'work orders'],
  alert: ['alert', 'alerts'],
  placement: ['placement', 'placements'],
};

export const many = (count: number, [one, more]: readonly [string, string]): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const CELLS = ['cell', 'cells'] as const;

const totals = ({ counted }: Recount): string =>
  [
    many(counted.person, plural.person),
    many(counted.report, plural.report),
    many(counted['work-order'], plural['work-order']),
    many(counted.alert, plural.alert),
    many(counted.placement, plural.placement),
  ].join(', ');

/** Columns as wide as their widest entry. */
const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
};

const shown = <T>(all: readonly T[], line: (one: T) => readonly string[], head: readonly string[]): string[] => [
  ...columns([head, ...all.slice(0, SHOWN).map(line)]),
  ...(all.length > SHOWN ? [`  … and ${all.length - SHOWN} more`] : []),
];

const counterRows = ({ cell, recounted, add }: CellDifference) =>
  Object.keys(add).map((counter) => ({
    cell,
    counter,
    stored: cell.counters[counter] ?? 0,
    right: recounted[counter] ?? 0,
  }));

const cellTable = (differences: readonly CellDifference[]): string[] =>
  shown(
    differences.flatMap(counterRows),
    ({ cell, counter, stored, right }) => [cell.view, cell.regionCode, counter, String(stored), String(right)],
    ['view', 'region', 'counter', 'stored', 'recounted'],
  );

const versionOf = (contribution: Replacement['before']): string => {
  if (contribution === undefined) return 'none';
  return contribution.removed === true ? `${contribution.version}, removed` : String(contribution.version);
};

const contributionTable = (uncounted: readonly Replacement[]): string[] =>
  shown(
    uncounted,
    (one) => [
      keyText(one),
      versionOf(one.before),
      versionOf(one.after),
      isBehind(one) ? 'not counted yet' : `not as in ${cellText(one.after.cell)}`,
    ],
    ['aggregate', 'counted', 'present', 'why'],
  );

/** What a recount found, in lines. */
export const reportLines = (found: Recount): string[] => {
  const unreadable = found.unreadable.map(
    (key) => `  ${keyText(key)} cannot be read; it stays as it was last counted.`,
  );
  if (isEqual(found)) return [`${totals(found)}: all ${many(found.cells, CELLS)} equal.`, ...unreadable];
  return [
    `${totals(found)}; ${many(found.cells, CELLS)}.`,
    ...unreadable,
    ...(found.uncounted.length === 0 ? [] : ['', 'Contributions that are not those of their aggregates:']),
    ...(found.uncounted.length === 0 ? [] : contributionTable(found.uncounted)),
    ...(found.differences.length === 0 ? [] : ['', 'Cells that are not what their aggregates add up to:']),
    ...(found.differences.length === 0 ? [] : cellTable(found.differences)),
  ];
};
