import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { countedKey, countedPrefixes, readAggregate } from '#shared/contracts/records/statistics.ts';
import type { RecountSource } from '#shared/domain/statistics/ports.ts';
import { readCell, readContribution } from './statistics-item.ts';

export type RecountTables = {
  readonly intake: string;
  readonly registry: string;
  readonly cases: string;
  readonly statistics: string;
};

/** Parts of a table that are scanned at the same time. */
const SEGMENTS = 4;

const FIELDS = ['pk', 'sk', 'version', 'regionCode', 'layer', 'categories', 'status', 'state', 'dueAt', 'kind'];
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

type Visit = (item: Readonly<Record<string, unknown>>) => void;

const scanSegment = async (client: DynamoDBDocumentClient, input: ScanCommandInput, visit: Visit): Promise<void> => {
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new ScanCommand({ ...input, ConsistentRead: true, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
    );
    for (const item of answer.Items ?? []) visit(item);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
};

const scan = async (client: DynamoDBDocumentClient, input: ScanCommandInput, visit: Visit): Promise<void> => {
  const segments = Array.from({ length: SEGMENTS }, (_, Segment) => ({ ...input, Segment, TotalSegments: SEGMENTS }));
  await Promise.all(segments.map((segment) => scanSegment(client, segment, visit)));
};

/** All that a recount looks at, by scans: for the night and for scripts, never for a request. */
export const recountSource = (client: DynamoDBDocumentClient, tables: RecountTables): RecountSource => ({
  aggregates: async (visit) => {
    const visitItem: Visit = (item) => {
      const key = countedKey(item);
      if (key !== undefined) visit({ ...key, aggregate: readAggregate(key, item) ?? 'unreadable' });
    };
    const sources = [tables.intake, tables.registry, tables.cases];
    await Promise.all(sources.map((TableName) => scan(client, { TableName, ...COUNTED_ONLY }, visitItem)));
  },
  statistics: (visit) =>
    scan(client, { TableName: tables.statistics }, (item) => {
      const read = readContribution(item);
      if (read === undefined) visit.cell(readCell(item));
      else visit.contribution(...read);
    }),
});
