import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { QuotaCounter } from '#shared/domain/discovery/ports.ts';

/** Counts in the intake table, `QUOTA#key / COUNT`: one conditional update, so that no more than the limit ever pass. */
export const quotaCounter = (client: DynamoDBDocumentClient, table: string): QuotaCounter => ({
  take: async ({ key, limit, expiresAt }) => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `QUOTA#${key}`, sk: 'COUNT' },
          UpdateExpression: 'ADD used :one SET expiresAt = :end',
          ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
          ExpressionAttributeValues: { ':one': 1, ':end': expiresAt, ':limit': limit },
        }),
      );
      return true;
    } catch (fault) {
      if (fault instanceof ConditionalCheckFailedException) return false;
      throw fault;
    }
  },
});
