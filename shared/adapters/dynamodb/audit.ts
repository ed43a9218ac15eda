import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditLog } from '#shared/domain/audit/types.ts';
import { epochSeconds, shanghaiDay } from '#shared/kernel/time.ts';
import { newId } from '../random.ts';

const SHARDS = 8;
const DAY_SECONDS = 86_400;

export type AuditStore = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Days that an entry is kept (policy data). */
  readonly keepDays: number;
};

/** The audit: `day#shard / instant#id`, found again by subject and by actor. Nothing here updates or deletes. */
export const auditLog = ({ client, table, keepDays }: AuditStore): AuditLog => ({
  append: async (entry) => {
    const id = newId();
    const at = new Date(entry.at);
    await client.send(
      new PutCommand({
        TableName: table,
        Item: {
          pk: `${shanghaiDay(at)}#${id.charCodeAt(0) % SHARDS}`,
          sk: `${entry.at}#${id}`,
          ...entry,
          subjectKey: `${entry.subject.kind}#${entry.subject.id}`,
          actorKey: entry.actor,
          expiresAt: epochSeconds(at) + keepDays * DAY_SECONDS,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
});
