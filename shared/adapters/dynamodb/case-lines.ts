import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { alertRecord } from '#shared/contracts/records/alerts.ts';
import { workOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type { TimelineContribution } from '#shared/domain/registry/ports.ts';
import type { TimelineEntry } from '#shared/domain/registry/types.ts';
import type { TimelineKind } from '#shared/reference/words.ts';
import { batchGet } from './batch-get.ts';

/** Cases of one person that are read: nobody has had so many yet. */
const MOST_CASES = 200;

type Event = Pick<TimelineEntry, 'at' | 'actor' | 'text' | 'reasons'>;

/** In front of the registry's own lines of the same instant: the feedback comes before what it entails. */
const linesOfCase = (
  about: { readonly kind: string; readonly id: string },
  kind: (index: number) => TimelineKind,
  events: readonly Event[],
): TimelineEntry[] =>
  events.map(({ at, actor, text, reasons }, index) => ({
    id: `0-${about.id}-${String(index).padStart(3, '0')}`,
    at,
    kind: kind(index),
    actor,
    text,
    about,
    ...(reasons === undefined ? {} : { reasons }),
  }));

const workOrderLines = (item: Record<string, unknown>): TimelineEntry[] => {
  const record = workOrderRecord.safeParse(item);
  // One that went before the order that found the person is told of there.
  if (!record.success || record.data.personId === undefined) return [];
  const { workOrderId, timeline } = record.data;
  const kindAt = (index: number): TimelineKind => (timeline[index]?.kind === 'visited' ? 'visit' : 'report');
  return linesOfCase({ kind: 'work-order', id: workOrderId }, kindAt, timeline);
};

const alertLines = (item: Record<string, unknown>): TimelineEntry[] => {
  const record = alertRecord.safeParse(item);
  if (!record.success) return [];
  return linesOfCase({ kind: 'alert', id: record.data.alertId }, () => 'alert', record.data.timeline);
};

/** What is stored of a case of each kind, by the beginning of its key. */
const readers: readonly (readonly [string, (item: Record<string, unknown>) => TimelineEntry[]])[] = [
  ['WORK-ORDER#', workOrderLines],
  ['ALERT#', alertLines],
];

const readLines = (item: Record<string, unknown>): TimelineEntry[] => {
  const reader = readers.find(([prefix]) => String(item['pk']).startsWith(prefix));
  return reader === undefined ? [] : reader[1](item);
};

/** What the cases table knows of a person by its index `person`: steps of work orders and alerts, without free text. */
export const caseLines = (client: DynamoDBDocumentClient, table: string): TimelineContribution => ({
  linesOf: async (personId) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'person',
        KeyConditionExpression: 'personKey = :person',
        ExpressionAttributeValues: { ':person': personId },
        Limit: MOST_CASES,
        ScanIndexForward: false,
      }),
    );
    const keys = (answer.Items ?? []).map(({ pk }) => ({ pk: String(pk), sk: 'STATE' }));
    return (await batchGet(client, table, keys)).flatMap(readLines);
  },
});
