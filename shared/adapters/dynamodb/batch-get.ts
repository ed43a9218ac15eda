import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Key = Readonly<Record<string, string>>;

const BATCH = 100;
const TRIES = 8;

const pause = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));

/** At most 100 items, strongly consistent; what the table put off is asked again. */
const getBatch = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Key[],
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let open: Record<string, unknown>[] = [...keys];
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error('ProvisionedThroughput: a batch of reads was not finished');
    if (attempt > 0) await pause(attempt);
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    open = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
};

/** Items by their keys, strongly consistent, in no order; a key without an item has none in the answer. */
export const batchGet = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Key[],
): Promise<Record<string, unknown>[]> => {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, index) =>
    keys.slice(index * BATCH, (index + 1) * BATCH),
  );
  const items = await Promise.all(batches.map((batch) => getBatch(client, table, batch)));
  return items.flat();
};
