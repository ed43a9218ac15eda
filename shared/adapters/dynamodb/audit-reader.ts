import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { auditRecord } from '#shared/contracts/records/audit.ts';
import type { AuditPage, AuditQuery, AuditReader } from '#shared/domain/audit/ports.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { addDays, shanghaiDay } from '#shared/kernel/time.ts';
import { entryKey, entryPartitions } from './audit-item.ts';
import { batchGet } from './batch-get.ts';

/** Days looked back where neither a subject nor an actor is named. */
const DAYS_BACK = 31;
/** Looks of one page for entries of the region; the cursor goes on from there. */
const ROUNDS = 10;
/** After every instant. */
const END = '~';
const INSTANT_CHARACTERS = 24;

/** One partition that is read from its end: of the table, or of an index. */
type Partition = { readonly index?: 'subject' | 'actor'; readonly value: string };
type Row = { readonly pk: string; readonly sk: string };
type Found = { readonly sk: string; readonly entry: AuditEntry };
type Parts = { readonly client: DynamoDBDocumentClient; readonly table: string };

const ATTRIBUTE = { subject: 'subjectKey', actor: 'actorKey' } as const;

const lastRows = async ({ client, table }: Parts, { index, value }: Partition, before: string, limit: number) => {
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      KeyConditionExpression: '#partition = :partition AND sk < :before',
      ExpressionAttributeNames: { '#partition': index === undefined ? 'pk' : ATTRIBUTE[index] },
      ExpressionAttributeValues: { ':partition': value, ':before': before },
      ProjectionExpression: 'pk, sk',
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return (answer.Items ?? []).map((item): Row => ({ pk: String(item['pk']), sk: String(item['sk']) }));
};

const newestFirst = (one: Row, other: Row): number => (one.sk < other.sk ? 1 : -1);

const merged = async (parts: Parts, partitions: readonly Partition[], before: string, limit: number) => {
  const rows = await Promise.all(partitions.map((partition) => lastRows(parts, partition, before, limit)));
  return rows.flat().sort(newestFirst).slice(0, limit);
};

/** The partitions that a subject or an actor names; none: a look by days. */
const named = ({ subjects = [], actor }: AuditQuery): Partition[] =>
  subjects.length > 0
    ? subjects.map((value) => ({ index: 'subject', value }))
    : actor === undefined
      ? []
      : [{ index: 'actor', value: actor }];

const byDays = async (parts: Parts, { today }: AuditQuery, before: string, limit: number): Promise<Row[]> => {
  const first = before === END ? today : shanghaiDay(new Date(before.slice(0, INSTANT_CHARACTERS)));
  const rows: Row[] = [];
  for (let day = first; day > addDays(today, -DAYS_BACK) && rows.length < limit; day = addDays(day, -1)) {
    const partitions = entryPartitions(day).map((value) => ({ value }));
    rows.push(...(await merged(parts, partitions, before, limit - rows.length)));
  }
  return rows;
};

/** The entries of these rows, in their order; one that cannot be read is left out, and is the verification's business. */
const entriesOf = async ({ client, table }: Parts, rows: readonly Row[], query: AuditQuery): Promise<Found[]> => {
  const items = await batchGet(client, table, rows);
  const byKey = new Map(items.map((item) => [entryKey(String(item['pk']), String(item['sk'])), item]));
  return rows.flatMap(({ pk, sk }) => {
    const record = auditRecord.safeParse(byKey.get(entryKey(pk, sk)));
    if (!record.success) return [];
    const inside = query.region === undefined || covers(query.region, record.data.region);
    const byActor = query.actor === undefined || record.data.actor === query.actor;
    return inside && byActor ? [{ sk, entry: record.data }] : [];
  });
};

const newest = async (parts: Parts, query: AuditQuery): Promise<AuditPage> => {
  const { limit } = query;
  const partitions = named(query);
  const found: Found[] = [];
  let before = query.before ?? END;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows =
      partitions.length > 0
        ? await merged(parts, partitions, before, limit + 1)
        : await byDays(parts, query, before, limit + 1);
    found.push(...(await entriesOf(parts, rows, query)));
    const page = found.slice(0, limit);
    const entries = page.map(({ entry }) => entry);
    if (found.length > limit) return { entries, next: page.at(-1)?.sk ?? before };
    if (rows.length <= limit) return { entries };
    before = rows.at(-1)?.sk ?? before;
  }
  return { entries: found.map(({ entry }) => entry), next: before };
};

/** The audit on DynamoDB, newest first. Indexes say where an entry lies; what it says is read from the table itself. */
export const auditReader = (client: DynamoDBDocumentClient, table: string): AuditReader => ({
  newest: (query) => newest({ client, table }, query),
});
