import {
  CreateTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import type { TableIndex } from '#infra/constructs/table.ts';

/** The indexes of the registry's table; a template test holds them against the deployed ones. */
export const registryIndexes: readonly TableIndex[] = [
  { name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] },
  { name: 'name', partition: 'namePk', sort: 'nameSk' },
  { name: 'due', partition: 'duePk', sort: 'dueSk' },
];

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const secondaryIndex = ({ name, partition, sort, carries }: TableIndex): GlobalSecondaryIndex => ({
  IndexName: name,
  KeySchema: keySchema(partition, sort),
  Projection:
    carries === undefined
      ? { ProjectionType: 'KEYS_ONLY' }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] },
});

/** Makes a table with keys and indexes like those of the deployed ones; one that is there already stays as it is. */
export const ensureTable = async (
  client: DynamoDBClient,
  TableName: string,
  indexes: readonly TableIndex[],
): Promise<void> => {
  const names = new Set(['pk', 'sk', ...indexes.flatMap(({ partition, sort }) => [partition, sort])]);
  const creation = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema('pk', 'sk'),
    AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes.map(secondaryIndex) }),
  });
  try {
    await client.send(creation);
  } catch (fault) {
    if (!(fault instanceof ResourceInUseException)) throw fault;
  }
};
