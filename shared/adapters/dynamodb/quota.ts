import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { QuotaCounter, Taken } from '#shared/domain/discovery/ports.ts';

const keyOf = (key: string) => ({ pk: `QUOTA#${key}`, sk: 'COUNT' });

/** The count in the old item that a refused update brings back, as the client's plain types have it. */
const usedIn = (fault: ConditionalCheckFailedException): number => Number(fault.Item?.['used']?.N ?? 0);

/** Counts in the intake table, `QUOTA#key / COUNT`: one conditional update, so that no more than the limit ever pass. */
export const quotaCounter = (client: DynamoDBDocumentClient, table: string): QuotaCounter => ({
  take: async ({ key, limit, expiresAt }): Promise<Taken> => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: 'ADD used :one SET expiresAt = :end',
          ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
          ExpressionAttributeValues: { ':one': 1, ':end': expiresAt, ':limit': limit },
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { taken: true, used: Number(Attributes?.['used'] ?? 1) - 1 };
    } catch (fault) {
      if (fault instanceof ConditionalCheckFailedException) return { taken: false, used: usedIn(fault) };
      throw fault;
    }
  },
  giveBack: async (key) => {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: 'ADD used :back',
        ExpressionAttributeValues: { ':back': -1 },
      }),
    );
  },
});
