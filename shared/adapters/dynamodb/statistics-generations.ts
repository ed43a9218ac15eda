import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { generationsRecord } from '#shared/contracts/records/statistics-generations.ts';
import type { ContributionStore, GenerationBook, Generations } from '#shared/domain/statistics/ports.ts';
import { type Item, scanPages } from './scan.ts';
import { contributionStore } from './statistics.ts';
import { FIRST_GENERATION, generationOf, generationsKey } from './statistics-item.ts';

type Stored = z.output<typeof generationsRecord>;

const UNTOUCHED: Stored = { current: FIRST_GENERATION, last: FIRST_GENERATION };

const readStored = async (client: DynamoDBDocumentClient, table: string): Promise<Stored | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: generationsKey, ConsistentRead: true }));
  return Item === undefined ? undefined : generationsRecord.parse(Item);
};

/** Which generations there are; without a word of it the first one. */
export const readGenerations = async (client: DynamoDBDocumentClient, table: string): Promise<Generations> =>
  (await readStored(client, table)) ?? UNTOUCHED;

/**
 * The stores that a projector writes to: the generation that is read, and the one that is being built beside it. To be
 * asked for each batch: whoever began to read a record before a rebuild began has read what the rebuild finds by itself.
 */
export const contributionStores = (client: DynamoDBDocumentClient, table: string) => {
  return async (): Promise<readonly ContributionStore[]> => {
    const { current, building } = await readGenerations(client, table);
    const all = building === undefined ? [current] : [current, building];
    return all.map((generation) => contributionStore(client, table, generation));
  };
};

/** The condition that the item still is what was read. */
const asRead = (before: Stored | undefined) =>
  before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: `#last = :last AND #current = :current AND ${before.building === undefined ? 'attribute_not_exists(building)' : 'building = :building'}`,
        ExpressionAttributeNames: { '#last': 'last', '#current': 'current' },
        ExpressionAttributeValues: {
          ':last': before.last,
          ':current': before.current,
          ...(before.building === undefined ? {} : { ':building': before.building }),
        },
      };

type Place = { readonly client: DynamoDBDocumentClient; readonly table: string };

const put = async ({ client, table }: Place, before: Stored | undefined, after: Stored): Promise<boolean> => {
  const write = new PutCommand({ TableName: table, Item: { ...generationsKey, ...after }, ...asRead(before) });
  try {
    await client.send(write);
    return true;
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return false;
    throw fault;
  }
};

const begin = async (place: Place): Promise<Generations & { readonly building: number }> => {
  const before = await readStored(place.client, place.table);
  const { current, building, last } = before ?? UNTOUCHED;
  if (building !== undefined) return { current, building };
  const next = { current, building: last + 1, last: last + 1 };
  // Somebody else began in the same moment: theirs is gone on with.
  return (await put(place, before, next)) ? next : begin(place);
};

const end = async (place: Place, building: number, outcome: 'swap' | 'abandon'): Promise<boolean> => {
  const before = await readStored(place.client, place.table);
  if (before?.building !== building) return false;
  const { current, last } = before;
  return put(place, before, { current: outcome === 'swap' ? building : current, last });
};

const BATCH = 25;
const TRIES = 8;
const PAUSE_MS = 25;

type Key = { readonly pk: unknown; readonly sk: unknown };

const deleteBatch = async ({ client, table }: Place, keys: readonly Key[]): Promise<void> => {
  let open: unknown[] = keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error('a batch of deletions was not taken');
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** attempt));
    const RequestItems = { [table]: open.map((one) => ({ ...Object(one) })) };
    open = (await client.send(new BatchWriteCommand({ RequestItems }))).UnprocessedItems?.[table] ?? [];
  }
};

/** Keys of what belongs to a generation that is neither read nor being built. */
const oldKeys = (items: readonly Item[], { current, building, last }: Stored): Key[] =>
  items.flatMap(({ pk, sk }) => {
    const generation = generationOf({ pk });
    if (generation === undefined || generation === current || generation === building) return [];
    // One that was begun after the generations were read is nobody's to delete.
    return generation > last ? [] : [{ pk, sk }];
  });

/** Numbers are never given out twice, so that what a late writer leaves of an old generation is nobody's. */
const sweep = async (place: Place): Promise<number> => {
  const { client, table: TableName } = place;
  const stored = (await readStored(client, TableName)) ?? UNTOUCHED;
  let deleted = 0;
  await scanPages(client, { TableName, ProjectionExpression: 'pk, sk' }, async (items) => {
    const keys = oldKeys(items, stored);
    for (let at = 0; at < keys.length; at += BATCH) await deleteBatch(place, keys.slice(at, at + BATCH));
    deleted += keys.length;
  });
  return deleted;
};

/** Generations of the statistics on DynamoDB. */
export const generationBook = (client: DynamoDBDocumentClient, table: string): GenerationBook => {
  const place = { client, table };
  return {
    read: () => readGenerations(client, table),
    begin: () => begin(place),
    swap: (building) => end(place, building, 'swap'),
    abandon: (building) => end(place, building, 'abandon'),
    sweep: () => sweep(place),
  };
};
