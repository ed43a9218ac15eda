import type { Message } from '#shared/domain/outbox/types.ts';
import type { NamedWrite } from './transaction.ts';

/** Partitions over which the waiting messages of a table are spread. */
export const OUTBOX_SHARDS = 4;

const shardOf = (id: string): number => id.charCodeAt(id.length - 1) % OUTBOX_SHARDS;

/** The partition of a shard: `OUT#0` and so on. */
export const outboxPartition = (shard: number): string => `OUT#${shard}`;

/** The key of a message that waits for the relay. */
export const outboxKey = (messageId: string) => ({ pk: outboxPartition(shardOf(messageId)), sk: messageId });

/** The write that hands a message to the relay, in the transaction of the change that it tells of. */
export const outboxWrite = (table: string, message: Message): NamedWrite => ({
  name: `outbox ${message.type}`,
  write: { Put: { TableName: table, Item: { ...outboxKey(message.id), message } } },
});
