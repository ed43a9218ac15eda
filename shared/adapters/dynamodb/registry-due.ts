import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DueBook } from '#shared/domain/registry/ports.ts';
import { given } from '#shared/kernel/given.ts';
import { changeWrites, personWrite } from './person-writes.ts';
import { personState, readPersonRecord } from './registry.ts';
import { countyDue, nameTokenIn } from './registry-item.ts';
import { transact } from './transaction.ts';

/** People for whom something ends, by the sparse index `due`. No right to open an identity field is needed. */
export const dueBook = (client: DynamoDBDocumentClient, table: string): DueBook => ({
  dueIn: async ({ countyCode, day, after, limit }) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'duePk = :county AND dueSk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':county': countyDue(countyCode, 'person'),
          // `$` sorts behind the `#` in front of an id, `!` behind nothing that an id is made of.
          ':from': after === undefined ? ' ' : `${after}!`,
          ':to': `${day}$`,
        },
        Limit: limit,
      }),
    );
    const items = answer.Items ?? [];
    const next = items.length < limit ? undefined : items.at(-1)?.['dueSk'];
    return {
      personIds: items.map((item) => String(item['pk']).slice('P#'.length)),
      ...(next === undefined ? {} : { next: String(next) }),
    };
  },
  find: async (personId) => {
    const record = await readPersonRecord(client, table, personId);
    return record === undefined ? undefined : personState(record);
  },
  save: async (change) => {
    const stored = await readPersonRecord(client, table, change.person.personId);
    if (stored === undefined) return 'stale';
    const identity = { sealed: stored.sealed, ...given({ nameToken: nameTokenIn(stored.namePk) }) };
    const failed = await transact(client, [
      personWrite(table, change, identity),
      ...(await changeWrites({ client, table }, change)),
    ]);
    return failed.size === 0 ? 'saved' : 'stale';
  },
});
