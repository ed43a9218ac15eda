import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A write of a transaction with a name, by which a failed condition is told from another. */
export type NamedWrite = { readonly name: string; readonly write: TransactItem };

/** The write of an item that must not be there yet. */
export const putNew = (name: string, table: string, item: Record<string, unknown>): NamedWrite => ({
  name,
  write: { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
});

/** Names of the writes whose condition failed; empty when all was written. */
export type FailedConditions = ReadonlySet<string>;

const TRIES = 5;
const BASE_MS = 25;

/** Full-jitter backoff: another transaction held one of the items for a moment. */
const pause = (attempt: number): Promise<void> => {
  const share = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return new Promise((resolve) => setTimeout(resolve, (BASE_MS * 2 ** attempt * share) / 2 ** 32));
};

/** A single write of an item that transactions write too: the table does not wait for one that is under way, so we do. */
export const pastTransactions = async <T>(write: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write();
    } catch (fault) {
      if (!(fault instanceof TransactionConflictException) || attempt + 1 >= TRIES) throw fault;
      await pause(attempt);
    }
  }
};

const conditionsFailed = (fault: TransactionCanceledException, writes: readonly NamedWrite[]): FailedConditions =>
  new Set(
    (fault.CancellationReasons ?? []).flatMap((reason, index) =>
      reason.Code === 'ConditionalCheckFailed' ? [writes[index]?.name ?? 'unknown'] : [],
    ),
  );

/**
 * Writes all or nothing. A failed condition is an answer; a conflict with another transaction is tried again; anything
 * else is thrown.
 */
export const transact = async (
  client: DynamoDBDocumentClient,
  writes: readonly NamedWrite[],
): Promise<FailedConditions> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
      return new Set();
    } catch (fault) {
      if (!(fault instanceof TransactionCanceledException)) throw fault;
      const failed = conditionsFailed(fault, writes);
      if (failed.size > 0) return failed;
      if (attempt + 1 >= TRIES) throw fault;
      await pause(attempt);
    }
  }
};
