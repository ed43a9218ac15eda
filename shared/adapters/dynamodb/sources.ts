import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sourceClaimRecord } from '#shared/contracts/records/sources.ts';
import type { PersonChange } from '#shared/domain/registry/types.ts';
import type { SourceBook, SourceIndex, SourcePeople, SourceWrite } from '#shared/domain/sources/ports.ts';
import type { SourceClaim } from '#shared/domain/sources/types.ts';
import { given } from '#shared/kernel/given.ts';
import type { Source } from '#shared/reference/words.ts';
import { batchGet } from './batch-get.ts';
import { changeWrites, type PersonWriter, personWrite, personWrites } from './person-writes.ts';
import { personState, readPersonRecord, readPresentRecord } from './registry.ts';
import { nameTokenIn } from './registry-item.ts';
import { householdWrites } from './registry-store.ts';
import { claimItem, claimKey, SOURCE_SHARDS, shardKey, undoKey } from './sources-item.ts';
import { type NamedWrite, transact } from './transaction.ts';

export type SourceParts = {
  readonly client: DynamoDBDocumentClient;
  readonly feeds: string;
  readonly people: PersonWriter;
};

/** The key is as it was read, or nothing is written. */
const asRead = (before: SourceClaim | undefined) =>
  before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } };

const claimWrites = (table: string, { claim, before }: SourceWrite): NamedWrite[] => {
  if (claim !== undefined) {
    return [{ name: 'claim', write: { Put: { TableName: table, Item: claimItem(claim), ...asRead(before) } } }];
  }
  if (before === undefined) return [];
  const Key = claimKey(before.source, before.sourceKey);
  return [{ name: 'claim', write: { Delete: { TableName: table, Key, ...asRead(before) } } }];
};

/** A way that was gone is not laid out again. */
const undoWrites = (table: string, { undo }: SourceWrite): NamedWrite[] => {
  if (undo === undefined) return [];
  const { batchId, chunk, record } = undo;
  const Item = { ...undoKey(batchId, chunk, record.sourceKey), ...record };
  return [
    { name: 'undo', write: { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(undone)' } } },
  ];
};

/** A person who is there keeps ciphertexts and the token of the name: a list's spelling changes neither. */
const knownWrites = async ({ people: { client, table } }: SourceParts, change: PersonChange): Promise<NamedWrite[]> => {
  const record = await readPersonRecord(client, table, change.person.personId);
  if (record === undefined) throw new Error('a person to be changed is not in the registry');
  const stored = { sealed: record.sealed, ...given({ nameToken: nameTokenIn(record.namePk) }) };
  return [personWrite(table, change, stored), ...(await changeWrites({ client, table }, change))];
};

/** A change that changed nothing writes nothing of the person: the key alone is remembered. */
const peopleWrites = async (parts: SourceParts, { change, person }: SourceWrite): Promise<NamedWrite[]> => {
  if (change === undefined || change.person.version === change.since) return [];
  if (change.since > 0) return knownWrites(parts, change);
  if (person === undefined) throw new Error('a new person without a name');
  const { regionCode: _, ...identity } = person;
  return personWrites(parts.people, change, identity);
};

/** What is known of many keys of a source. */
export const sourceClaims =
  (client: DynamoDBDocumentClient, table: string): SourceBook['claims'] =>
  async (source, sourceKeys) => {
    const keys = [...new Set(sourceKeys)].map((key) => claimKey(source, key));
    const items = await batchGet(client, table, keys);
    const claims = items.map((item) => sourceClaimRecord.parse(item));
    return new Map(claims.map((claim) => [claim.sourceKey, claim]));
  };

/** What is known of the keys of sources, on DynamoDB: key, person, message and the way back in one transaction. */
export const sourceBook = (parts: SourceParts): SourceBook => ({
  claims: sourceClaims(parts.client, parts.feeds),
  write: async (write) => {
    const writes = [
      ...claimWrites(parts.feeds, write),
      ...undoWrites(parts.feeds, write),
      ...(await peopleWrites(parts, write)),
      ...(write.households ?? []).flatMap((change) => householdWrites(parts.people.table, change)),
    ];
    const failed = await transact(parts.client, writes);
    return failed.size === 0 ? 'written' : 'stale';
  },
});

async function* claimsOfShard(client: DynamoDBDocumentClient, table: string, pk: string): AsyncGenerator<SourceClaim> {
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
    for (const item of answer.Items ?? []) yield sourceClaimRecord.parse(item);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}

/** All keys of a source, partition after partition. */
export const sourceIndex = (client: DynamoDBDocumentClient, table: string): SourceIndex => ({
  all: async function* all(source: Source) {
    for (let shard = 0; shard < SOURCE_SHARDS; shard += 1) yield* claimsOfShard(client, table, shardKey(source, shard));
  },
});

/** People by id; one who was merged is found as the one into whom. */
export const findPersonState =
  (client: DynamoDBDocumentClient, table: string): SourcePeople['find'] =>
  async (personId) => {
    const record = await readPresentRecord(client, table, personId);
    return record === undefined ? undefined : personState(record);
  };
