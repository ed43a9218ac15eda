import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sealRecord } from '#shared/contracts/records/audit.ts';
import type { ChainReader, SealStore } from '#shared/domain/audit/ports.ts';
import type { Covered, Hash, PlacedSeal, PresentEntry } from '#shared/domain/audit/types.ts';
import { canonicalJson } from '#shared/kernel/canonical.ts';
import type { AuditStore } from './audit.ts';
import { dayOfPartition, entryKey, entryPartitions, sealExpiry, sealKey, sealPartition } from './audit-item.ts';

type Item = Readonly<Record<string, unknown>>;

/** A new item of the audit table as the sealer takes it; `undefined`: no entry. */
export const coveredEntry = (item: Item, takenAt: Date, hash: Hash): Covered | undefined => {
  const pk = String(item['pk']);
  const day = dayOfPartition(pk);
  return day === undefined
    ? undefined
    : {
        day,
        key: entryKey(pk, String(item['sk'])),
        digest: hash(canonicalJson(item)),
        takenAt: takenAt.toISOString(),
      };
};

/** Seals on DynamoDB. A number is taken once: its condition is what two sealers at once meet at. */
export const sealStore = ({ client, table, keepDays }: AuditStore): SealStore => ({
  newest: async (day, count) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': sealPartition(day) },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: count,
      }),
    );
    return (answer.Items ?? []).map((item) => sealRecord.parse(item));
  },
  append: async (seal) => {
    const expiresAt = sealExpiry(new Date(seal.sealedAt), keepDays);
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...sealKey(seal.day, seal.number), ...seal, expiresAt },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (fault) {
      if (fault instanceof ConditionalCheckFailedException) return false;
      throw fault;
    }
  },
});

/** Every item of a partition, page by page: a day may hold more than a function's memory takes as whole items. */
async function* itemsOf(client: DynamoDBDocumentClient, table: string, pk: string): AsyncGenerator<Item> {
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    yield* answer.Items ?? [];
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}

/** What cannot be read as a seal stands there as one that holds nothing: its hash cannot be right. */
const placed = (item: Item): PlacedSeal => {
  const place = Number(item['sk']);
  const read = sealRecord.safeParse(item);
  const blank = { day: '', number: place, previous: '', entries: [], sealedAt: '', hash: 'unreadable' };
  return { place, seal: read.success ? read.data : blank };
};

/** A day's chain on DynamoDB, for comparing: of an entry its digest is kept, not what it says. */
export const chainReader = (client: DynamoDBDocumentClient, table: string, hash: Hash): ChainReader => ({
  seals: async (day) => {
    const seals: PlacedSeal[] = [];
    for await (const item of itemsOf(client, table, sealPartition(day))) seals.push(placed(item));
    return seals;
  },
  entries: async (day) => {
    const entries = new Map<string, PresentEntry>();
    for (const pk of entryPartitions(day)) {
      for await (const item of itemsOf(client, table, pk)) {
        const key = entryKey(pk, String(item['sk']));
        entries.set(key, { digest: hash(canonicalJson(item)), at: String(item['at']) });
      }
    }
    return entries;
  },
  seal: async (day, number) => {
    const answer = await client.send(
      new GetCommand({ TableName: table, Key: sealKey(day, number), ConsistentRead: true }),
    );
    return answer.Item === undefined ? undefined : placed(answer.Item).seal;
  },
});
