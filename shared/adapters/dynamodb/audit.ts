import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditLog } from '#shared/domain/audit/types.ts';
import { newId } from '../random.ts';
import { entryItem } from './audit-item.ts';

export type AuditStore = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Days that an entry is kept (policy data). */
  readonly keepDays: number;
};

/** The audit: `day#shard / instant#id`, found again by subject and by actor. Nothing here updates or deletes. */
export const auditLog = ({ client, table, keepDays }: AuditStore): AuditLog => ({
  append: async (entry) => {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: entryItem(entry, newId(), keepDays),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
});
