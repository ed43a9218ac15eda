import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Item } from './capacity.ts';

/** A put as it was sent: `transactional` where it was part of a transaction. */
export type SentPut = { readonly item: Item; readonly transactional: boolean };

const item = z.record(z.string(), z.unknown());
const batch = z.object({
  RequestItems: z.record(z.string(), z.array(z.object({ PutRequest: z.object({ Item: item }) }))),
});
const transaction = z.object({ TransactItems: z.array(z.object({ Put: z.object({ Item: item }) })) });

const putsOf = (input: unknown): readonly SentPut[] => {
  const batched = batch.safeParse(input);
  if (batched.success) {
    const requests = Object.values(batched.data.RequestItems).flat();
    return requests.map(({ PutRequest }) => ({ item: PutRequest.Item, transactional: false }));
  }
  const written = transaction.safeParse(input);
  return written.success ? written.data.TransactItems.map(({ Put }) => ({ item: Put.Item, transactional: true })) : [];
};

/** Keeps what a client puts from now on, so that it can be weighed by our own model. */
export const capturePuts = (client: DynamoDBDocumentClient): { readonly take: () => readonly SentPut[] } => {
  const puts: SentPut[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      puts.push(...putsOf(args.input));
      return next(args);
    },
    { step: 'initialize', name: 'capture', priority: 'high', override: true },
  );
  return { take: () => puts.splice(0) };
};
