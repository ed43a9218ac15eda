import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { timelineRecord } from '#shared/contracts/records/registry.ts';
import type { TimelinePage, TimelineQuery, TimelineReader, TimelineSubject } from '#shared/domain/registry/ports.ts';
import type { TimelineEntry } from '#shared/domain/registry/types.ts';
import type { NamedWrite } from './transaction.ts';

const PREFIX = { person: 'P#', household: 'H#' } as const;

const partition = ({ kind, id }: TimelineSubject): string => `${PREFIX[kind]}${id}`;
const position = ({ at, id }: Pick<TimelineEntry, 'at' | 'id'>): string => `${at}#${id}`;

/** Ids of one act end in the line's number, from 01: those after the first follow from it. */
const idAfter = (first: string, index: number): string =>
  first.replace(/\d\d$/, (number) => String(Number(number) + index).padStart(2, '0'));

/** The item of the lines that one act wrote of a person or household: they have one instant and one item. */
export const timelineItem = (subject: TimelineSubject, lines: readonly TimelineEntry[]): Record<string, unknown> => {
  const [first] = lines;
  if (first === undefined) throw new Error('a timeline item has at least one line');
  return {
    pk: partition(subject),
    sk: `T#${position(first)}`,
    lines: lines.map(({ at: _, id, ...line }, index) => (id === idAfter(first.id, index) ? line : { id, ...line })),
  };
};

const linesIn = (item: Record<string, unknown>): TimelineEntry[] => {
  const record = timelineRecord.safeParse(item);
  if (!record.success) return [];
  const [, at = '', first = ''] = record.data.sk.split('#');
  return record.data.lines.map((line, index) => ({ id: idAfter(first, index), ...line, at }));
};

const byInstant = (entries: readonly TimelineEntry[]): TimelineEntry[][] => [
  ...Map.groupBy(entries, ({ at }) => at).values(),
];

/**
 * The writes that add lines to a timeline, in the caller's transaction: one an instant. The same line written again takes
 * its own place, so that a repetition adds nothing.
 */
export const timelineWrites = (
  table: string,
  subject: TimelineSubject,
  entries: readonly TimelineEntry[],
): readonly NamedWrite[] =>
  byInstant(entries).map((lines) => ({
    name: `timeline ${subject.kind}`,
    write: { Put: { TableName: table, Item: timelineItem(subject, lines) } },
  }));

const linesOf = async (
  client: DynamoDBDocumentClient,
  table: string,
  { subject, after, until, limit }: TimelineQuery,
): Promise<TimelineEntry[]> => {
  const lines: TimelineEntry[] = [];
  let start: Record<string, unknown> | undefined;
  // An item holds the lines of one instant: the page begins in the item of the line before it.
  const low = after === undefined ? 'T#' : `T#${after.split('#')[0]}`;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
        ExpressionAttributeValues: { ':pk': partition(subject), ':low': low, ':high': `T#${until ?? '9'}~` },
        ConsistentRead: true,
        Limit: limit + 1,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    const read = (answer.Items ?? []).flatMap(linesIn);
    lines.push(...read.filter((line) => after === undefined || position(line) > after));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && lines.length <= limit);
  return lines;
};

/** Timelines in the registry table, oldest line first. */
export const timelineReader = (client: DynamoDBDocumentClient, table: string): TimelineReader => ({
  lines: async (query): Promise<TimelinePage> => {
    const lines = await linesOf(client, table, query);
    return { lines: lines.slice(0, query.limit), more: lines.length > query.limit };
  },
});
