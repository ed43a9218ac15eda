import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { inTextOrder } from '#shared/kernel/order.ts';

export type SideBySide = {
  readonly table: string;
  /** Left out: the table itself. */
  readonly index?: string;
  /** Names of the key attributes of index or table. */
  readonly partitionName: string;
  readonly sortName: string;
  /** One partition a county: their rows are read side by side and merged by sort key. */
  readonly partitions: readonly string[];
  /** Rows after this sort key. */
  readonly after?: string | undefined;
  /** Bounds of the sort key, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only rows of this region: digits that their `regionCode` begins with, applied by the table. */
  readonly regionPrefix?: string | undefined;
  /** Only rows whose attributes have these values, applied by the table. */
  readonly only?: Readonly<Record<string, string>> | undefined;
  /** Only rows whose lists contain these values, applied by the table. */
  readonly containing?: Readonly<Record<string, string>> | undefined;
  readonly limit: number;
};

export type IndexRow = { readonly pk: string; readonly sort: string };
export type IndexPage = { readonly rows: readonly IndexRow[]; readonly next?: string };

const condition = (query: SideBySide): string => {
  const bounds = query.to === undefined ? '#sort > :low' : '#sort BETWEEN :low AND :high';
  return `#partition = :partition AND ${bounds}`;
};

type Term = { readonly expression: string; readonly name: string; readonly value: string };

/** A term of a filter: `#` stands for the attribute, `:` for the value. */
const term =
  (pattern: string) =>
  ([name, value]: readonly [string, string]): Term => ({
    expression: pattern.replace('#', `#f_${name}`).replace(':', `:f_${name}`),
    name,
    value,
  });

/** What the table leaves out before it answers. */
const filterOf = ({ regionPrefix, only = {}, containing = {} }: SideBySide) => {
  const terms = [
    ...Object.entries({ ...(regionPrefix === undefined ? {} : { regionCode: regionPrefix }) }).map(
      term('begins_with(#, :)'),
    ),
    ...Object.entries(only).map(term('# = :')),
    ...Object.entries(containing).map(term('contains(#, :)')),
  ];
  return {
    expression: terms.map(({ expression }) => expression).join(' AND '),
    names: Object.fromEntries(terms.map(({ name }) => [`#f_${name}`, name])),
    values: Object.fromEntries(terms.map(({ name, value }) => [`:f_${name}`, value])),
  };
};

const queryInput = (query: SideBySide, partition: string, start: Record<string, unknown> | undefined) => {
  const filter = filterOf(query);
  return {
    TableName: query.table,
    ...(query.index === undefined ? {} : { IndexName: query.index }),
    KeyConditionExpression: condition(query),
    ExpressionAttributeNames: { '#partition': query.partitionName, '#sort': query.sortName, ...filter.names },
    ExpressionAttributeValues: {
      ':partition': partition,
      ':low': query.after ?? query.from ?? ' ',
      ...(query.to === undefined ? {} : { ':high': query.to }),
      ...filter.values,
    },
    ...(filter.expression === '' ? {} : { FilterExpression: filter.expression }),
    ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    Limit: query.limit + 2,
  };
};

/** One partition's first rows: at least `limit + 1`, where there are so many. */
const firstRows = async (client: DynamoDBDocumentClient, query: SideBySide, partition: string): Promise<IndexRow[]> => {
  const rows: IndexRow[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(new QueryCommand(queryInput(query, partition, start)));
    const found = (answer.Items ?? []).map((item) => ({ pk: String(item['pk']), sort: String(item[query.sortName]) }));
    rows.push(...found.filter(({ sort }) => sort !== query.after));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && rows.length <= query.limit);
  return rows;
};

/**
 * A page of an index over several counties in the order of its sort key. The sort key alone says where the next page
 * begins, since it ends in the row's id and is the same order in every partition.
 */
export const readSideBySide = async (client: DynamoDBDocumentClient, query: SideBySide): Promise<IndexPage> => {
  const found = await Promise.all(query.partitions.map((partition) => firstRows(client, query, partition)));
  const merged = found.flat().sort((one, other) => inTextOrder(one.sort, other.sort));
  const rows = merged.slice(0, query.limit);
  const last = rows.at(-1);
  return merged.length > query.limit && last !== undefined ? { rows, next: last.sort } : { rows };
};
