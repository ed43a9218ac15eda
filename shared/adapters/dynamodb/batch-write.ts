import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const BATCH = 25;
const IN_FLIGHT = 8;
const TRIES = 8;

type Put = { readonly PutRequest: { readonly Item: Record<string, unknown> } };

const writeBatch = async (client: DynamoDBDocumentClient, table: string, puts: readonly Put[]): Promise<void> => {
  let open: readonly unknown[] = puts;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error('a batch of the load was not taken');
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** attempt));
    const answer = await client.send(
      new BatchWriteCommand({ RequestItems: { [table]: open.map((put) => ({ ...Object(put) })) } }),
    );
    open = answer.UnprocessedItems?.[table] ?? [];
  }
};

/** Puts items without a condition, in batches of which a few are under way at a time; `end` waits for the last. */
export type BatchPuts = {
  readonly put: (items: readonly Record<string, unknown>[]) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** For loads of history: nothing else writes into the table, and the same items written again are the same. */
export const batchPuts = (client: DynamoDBDocumentClient, table: string): BatchPuts => {
  let waiting: Put[] = [];
  const flying = new Set<Promise<void>>();
  /** A batch goes out as soon as there is room; a fault of one comes out of the next wait. */
  const send = async (): Promise<void> => {
    if (flying.size >= IN_FLIGHT) await Promise.race(flying);
    const batch = writeBatch(client, table, waiting.slice(0, BATCH));
    waiting = waiting.slice(BATCH);
    flying.add(batch);
    // A batch that failed stays, so that whoever waits next is told.
    batch.then(() => flying.delete(batch)).catch(() => undefined);
  };
  return {
    put: async (items) => {
      waiting.push(...items.map((Item) => ({ PutRequest: { Item } })));
      while (waiting.length >= BATCH) await send();
    },
    end: async () => {
      while (waiting.length > 0) await send();
      await Promise.all(flying);
    },
  };
};
