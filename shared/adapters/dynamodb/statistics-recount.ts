import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { countedKey, countedPrefixes, readAggregate } from '#shared/contracts/records/statistics.ts';
import type { FoundAggregate, RebuildSource, RecountSource } from '#shared/domain/statistics/ports.ts';
import { type Item, scanPages } from './scan.ts';
import { FIRST_GENERATION, generationOf, readCell, readContribution } from './statistics-item.ts';

export type RecountTables = {
  readonly intake: string;
  readonly registry: string;
  readonly cases: string;
  readonly statistics: string;
};

const FIELDS = [
  'pk',
  'sk',
  'version',
  'regionCode',
  'layer',
  'categories',
  'mergedInto',
  'status',
  'state',
  'dueAt',
  'kind',
  'scans',
  'reports',
];
const prefixes = Object.values(countedPrefixes);

/** Only the states of what is counted, and of them only what figures follow from: no identity field leaves the table. */
const COUNTED_ONLY = {
  FilterExpression: `#f1 = :state AND (${prefixes.map((_, index) => `begins_with(#f0, :p${index})`).join(' OR ')})`,
  ProjectionExpression: FIELDS.map((_, index) => `#f${index}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(FIELDS.map((name, index) => [`#f${index}`, name])),
  ExpressionAttributeValues: {
    ':state': 'STATE',
    ...Object.fromEntries(prefixes.map((prefix, index) => [`:p${index}`, prefix])),
  },
};

const foundIn = (item: Item): FoundAggregate[] => {
  const key = countedKey(item);
  return key === undefined ? [] : [{ ...key, aggregate: readAggregate(key, item) ?? 'unreadable' }];
};

/** All aggregates page by page: a page is done before the next of its part of the table is read. */
const aggregatePages = async (
  client: DynamoDBDocumentClient,
  { intake, registry, cases }: RecountTables,
  visit: (found: readonly FoundAggregate[]) => Promise<void> | void,
): Promise<void> => {
  const visitPage = (items: readonly Item[]) => visit(items.flatMap(foundIn));
  await Promise.all(
    [intake, registry, cases].map((TableName) => scanPages(client, { TableName, ...COUNTED_ONLY }, visitPage)),
  );
};

/** All that a recount looks at, by scans: for the night and for scripts, never for a request. */
export const recountSource = (
  client: DynamoDBDocumentClient,
  tables: RecountTables,
  generation: number = FIRST_GENERATION,
): RecountSource => ({
  aggregates: (visit) =>
    aggregatePages(client, tables, (found) => {
      for (const one of found) visit(one);
    }),
  statistics: (visit) =>
    scanPages(client, { TableName: tables.statistics }, (items) => {
      for (const item of items.filter((one) => generationOf(one) === generation)) {
        const read = readContribution(item);
        if (read === undefined) visit.cell(readCell(item));
        else visit.contribution(...read);
      }
    }),
});

/** What a rebuild reads: all aggregates, and what is counted in the generation that is read until then. */
export const rebuildSource = (
  client: DynamoDBDocumentClient,
  tables: RecountTables,
  current: number,
): RebuildSource => ({
  aggregates: (visit) => aggregatePages(client, tables, visit),
  contributions: (visit) =>
    scanPages(client, { TableName: tables.statistics }, (items) =>
      visit(
        items
          .filter((one) => generationOf(one) === current)
          .flatMap((item) => {
            const read = readContribution(item);
            return read === undefined ? [] : [{ ...read[0], contribution: read[1] }];
          }),
      ),
    ),
});
