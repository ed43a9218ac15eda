import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CellMender, ContributionStore } from '#shared/domain/statistics/ports.ts';
import type { CellChange, Replacement, StoredCell } from '#shared/domain/statistics/types.ts';
import { batchGet } from './batch-get.ts';
import { cellKey, contributionKey, FIRST_GENERATION, readContribution } from './statistics-item.ts';
import { type NamedWrite, transact } from './transaction.ts';

/** One generation of the statistics in their table. */
type Place = { readonly table: string; readonly generation: number };

/** The contribution is put only over the very one that the difference was taken from. */
const putOf = ({ table, generation }: Place, { before, after, ...key }: Replacement) => ({
  TableName: table,
  Item: { ...contributionKey(key, generation), ...after },
  ...(before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: `version = :version AND ${before.removed === true ? 'removed = :removed' : 'attribute_not_exists(removed)'}`,
        ExpressionAttributeValues: {
          ':version': before.version,
          ...(before.removed === true ? { ':removed': true } : {}),
        },
      }),
});

const indexed = <T>(prefix: string, values: readonly T[]): Record<string, T> =>
  Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));

const additions = (count: number): string =>
  Array.from({ length: count }, (_, index) => `#c${index} :c${index}`).join(', ');

const addOf = ({ table, generation }: Place, { cell, add, asOf }: CellChange) => ({
  TableName: table,
  Key: cellKey(cell, generation),
  UpdateExpression: `ADD ${additions(Object.keys(add).length)} SET asOf = :asOf`,
  ExpressionAttributeNames: indexed('#c', Object.keys(add)),
  ExpressionAttributeValues: { ...indexed(':c', Object.values(add)), ':asOf': asOf },
});

/** Does a write whose failed condition is an answer: `false`. */
const conditionally = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return false;
    throw fault;
  }
};

/** Takes the counter of a day out where it is zero. Left undone by a crash, it says zero until the next time. */
const fade = (client: DynamoDBDocumentClient, place: Place, { cell, fading }: CellChange): Promise<unknown> =>
  Promise.all(
    fading.map((name) =>
      conditionally(() =>
        client.send(
          new UpdateCommand({
            TableName: place.table,
            Key: cellKey(cell, place.generation),
            UpdateExpression: 'REMOVE #counter',
            ConditionExpression: '#counter = :zero',
            ExpressionAttributeNames: { '#counter': name },
            ExpressionAttributeValues: { ':zero': 0 },
          }),
        ),
      ),
    ),
  );

/** Contributions and cells on DynamoDB. One contribution that changes no cell is a plain write, at half the price. */
export const contributionStore = (
  client: DynamoDBDocumentClient,
  table: string,
  generation: number = FIRST_GENERATION,
): ContributionStore => {
  const place = { table, generation };
  return {
    find: async (keys) => {
      const items = await batchGet(
        client,
        table,
        keys.map((key) => contributionKey(key, generation)),
      );
      return new Map(
        items.flatMap((item) => {
          const read = readContribution(item);
          return read === undefined ? [] : [[`${read[0].kind}#${read[0].id}`, read[1]]];
        }),
      );
    },
    replace: async (replacements, changes) => {
      const [only] = replacements;
      if (only !== undefined && replacements.length === 1 && changes.length === 0) {
        return conditionally(() => client.send(new PutCommand(putOf(place, only))));
      }
      const writes: NamedWrite[] = [
        ...replacements.map((one) => ({ name: contributionKey(one).pk, write: { Put: putOf(place, one) } })),
        ...changes.map((one) => ({ name: cellKey(one.cell).sk, write: { Update: addOf(place, one) } })),
      ];
      const failed = await transact(client, writes);
      if (failed.size > 0) return false;
      await Promise.all(changes.map((change) => fade(client, place, change)));
      return true;
    },
  };
};

/** The condition that the counters of a cell still are what was read. */
const asRead = ({ counters }: StoredCell, names: readonly string[]) => ({
  ConditionExpression: names
    .map((name, index) =>
      counters[name] === undefined ? `attribute_not_exists(#c${index})` : `#c${index} = :r${index}`,
    )
    .join(' AND '),
  values: Object.fromEntries(
    names.flatMap((name, index) => (counters[name] === undefined ? [] : [[`:r${index}`, counters[name]]])),
  ),
});

/** Mends cells on DynamoDB, each only as it was read. */
export const cellMender = (
  client: DynamoDBDocumentClient,
  table: string,
  generation: number = FIRST_GENERATION,
): CellMender => ({
  mend: (cell, add) => {
    const names = Object.keys(add);
    const { ConditionExpression, values } = asRead(cell, names);
    return conditionally(() =>
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: cellKey(cell, generation),
          UpdateExpression: `ADD ${additions(names.length)}`,
          ConditionExpression,
          ExpressionAttributeNames: indexed('#c', names),
          ExpressionAttributeValues: { ...indexed(':c', Object.values(add)), ...values },
        }),
      ),
    );
  },
});
