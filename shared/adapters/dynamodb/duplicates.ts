import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { duplicateRecord } from '#shared/contracts/records/identity.ts';
import type { DuplicateQuery } from '#shared/domain/identity/ports.ts';
import type { Duplicate } from '#shared/domain/identity/types.ts';
import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { batchGet } from './batch-get.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
import { readSideBySide } from './side-by-side.ts';
import type { NamedWrite } from './transaction.ts';
import { countyKind } from './work-order-item.ts';

const KIND = 'duplicate';

/** The key of a suspicion in the cases table. */
export const duplicateKey = (duplicateId: string) => ({ pk: `DUPLICATE#${duplicateId}`, sk: 'STATE' });

const duplicateItem = (duplicate: Duplicate): Record<string, unknown> => {
  const partition = countyKind(countyOf(duplicate.regionCode), KIND);
  const sort = `${duplicate.createdAt}#${duplicate.duplicateId}`;
  return {
    ...duplicateKey(duplicate.duplicateId),
    kind: KIND,
    ...duplicate,
    ledgerPk: partition,
    ledgerSk: sort,
    ...(duplicate.state === 'open' ? { openPk: partition, openSk: sort } : {}),
  };
};

/** A suspicion by id, strongly consistent. */
export const readDuplicate = async (
  client: DynamoDBDocumentClient,
  table: string,
  duplicateId: string,
): Promise<Duplicate | undefined> => {
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: duplicateKey(duplicateId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : duplicateRecord.parse(answer.Item);
};

/** Suspicions of a region, the oldest first: open ones by the sparse index, decided ones by that of all. */
export const listDuplicates = async (client: DynamoDBDocumentClient, table: string, query: DuplicateQuery) => {
  const isOpen = query.state === 'open';
  const page = await readSideBySide(client, {
    table,
    index: isOpen ? 'open' : 'ledger',
    partitionName: isOpen ? 'openPk' : 'ledgerPk',
    sortName: isOpen ? 'openSk' : 'ledgerSk',
    partitions: countiesOf(query.regionCode).map((county) => countyKind(county, KIND)),
    ...given({ after: query.after, regionPrefix: partOfCounty(query.regionCode) }),
    only: { state: query.state },
    limit: query.limit,
  });
  const keys = page.rows.map(({ pk }) => ({ pk, sk: 'STATE' }));
  const byKey = new Map((await batchGet(client, table, keys)).map((item) => [item['pk'], item]));
  const items = page.rows.flatMap(({ pk }) => {
    const record = duplicateRecord.safeParse(byKey.get(pk));
    return record.success ? [record.data] : [];
  });
  return { items, ...given({ next: page.next }) };
};

/** The suspicion one version on, if it is still the one that was decided on. */
export const duplicateWrite = (table: string, duplicate: Duplicate): NamedWrite => ({
  name: 'duplicate',
  write: {
    Put: {
      TableName: table,
      Item: duplicateItem(duplicate),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': duplicate.version - 1 },
    },
  },
});

/** Puts a new suspicion; a pair that was suspected before, and perhaps kept apart, stays as it is. */
export const putDuplicate = async (
  client: DynamoDBDocumentClient,
  table: string,
  duplicate: Duplicate,
): Promise<'new' | 'known'> => {
  const put = new PutCommand({
    TableName: table,
    Item: duplicateItem(duplicate),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return client.send(put).then<'new' | 'known', 'new' | 'known'>(
    () => 'new',
    (fault: unknown) => {
      if (fault instanceof Error && fault.name === 'ConditionalCheckFailedException') return 'known';
      throw fault;
    },
  );
};
