import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { idempotencyMark } from '#shared/contracts/records/idempotency.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { NamedWrite } from './transaction.ts';

export const MARK = 'idempotency mark';

const markKey = (keyMac: string) => ({ pk: `IDEM#${keyMac}`, sk: 'MARK' });

/** The write that claims an idempotency key, in the transaction of the change. */
export const markWrite = (table: string, mark: IdempotencyMark): NamedWrite => ({
  name: MARK,
  write: {
    Put: {
      TableName: table,
      Item: { ...markKey(mark.keyMac), ...mark },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** The mark of an earlier request under the key, if there was one. */
export const findMark = async (
  client: DynamoDBDocumentClient,
  table: string,
  keyMac: string,
): Promise<IdempotencyMark | undefined> => {
  const answer = await client.send(new GetCommand({ TableName: table, Key: markKey(keyMac), ConsistentRead: true }));
  return answer.Item === undefined ? undefined : idempotencyMark.parse(answer.Item);
};
