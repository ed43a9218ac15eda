import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { message } from '#shared/contracts/messages.ts';
import type { Outbox, Waiting } from '#shared/domain/outbox/ports.ts';
import { OUTBOX_SHARDS, outboxKey, outboxPartition } from './outbox.ts';

const EPOCH_PART = 10;
const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The smallest ULID of an instant: ids sort by the time of their making. */
const ulidBound = (at: Date): string => {
  let rest = at.getTime();
  let text = '';
  for (let index = 0; index < EPOCH_PART; index += 1) {
    text = ULID_ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** The outbox items of several tables. An item that cannot be read stays where it is, for the alarm on its age. */
export const outboxStore = (client: DynamoDBDocumentClient, tables: readonly string[]): Outbox => {
  const shard = async (table: string, number: number, before: Date, limit: number): Promise<Waiting[]> => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :shard AND sk < :before',
        ExpressionAttributeValues: { ':shard': outboxPartition(number), ':before': ulidBound(before) },
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    return (answer.Items ?? []).flatMap((item) => {
      const parsed = message.safeParse(item['message']);
      return parsed.success ? [{ table, message: parsed.data }] : [];
    });
  };
  return {
    forget: async ({ table, message: taken }) => {
      await client.send(new DeleteCommand({ TableName: table, Key: outboxKey(taken.id) }));
    },
    waitingSince: async (before, limit) => {
      const shards = tables.flatMap((table) =>
        Array.from({ length: OUTBOX_SHARDS }, (_, number) => shard(table, number, before, limit)),
      );
      return (await Promise.all(shards)).flat();
    },
  };
};
