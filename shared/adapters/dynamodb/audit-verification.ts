import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { verdictRecord, verificationRecord } from '#shared/contracts/records/audit.ts';
import type { VerificationStore } from '#shared/domain/audit/ports.ts';
import type { AuditStore } from './audit.ts';
import { sealExpiry, verificationPartition } from './audit-item.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { putNew, transact } from './transaction.ts';

const STATE = 'STATE';
const VERDICT = 'VERDICT';

const readItem = async ({ client, table }: AuditStore, verificationId: string, sk: string) => {
  const Key = { pk: verificationPartition(verificationId), sk };
  return (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
};

const putOnce = async ({ client, table }: AuditStore, Item: Record<string, unknown>): Promise<void> => {
  try {
    await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (fault) {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
  }
};

/** Verifications on DynamoDB, in the audit table: each step is put once and stays. */
export const verificationStore = (store: AuditStore): VerificationStore => {
  const { client, table, keepDays } = store;
  const itemOf = (verificationId: string, sk: string, content: object, at: Date) => ({
    pk: verificationPartition(verificationId),
    sk,
    verificationId,
    ...content,
    expiresAt: sealExpiry(at, keepDays),
  });
  return {
    start: async (verification, mark) => {
      const at = new Date(verification.requestedAt);
      const item = itemOf(verification.verificationId, STATE, verification, at);
      const failed = await transact(client, [markWrite(table, mark), putNew('verification', table, item)]);
      if (failed.has(MARK)) return 'repeated';
      if (failed.size > 0) throw new Error('a new verification met an old one');
      return 'stored';
    },
    findMark: (keyMac) => findMark(client, table, keyMac),
    find: async (verificationId) => {
      const item = await readItem(store, verificationId, STATE);
      return item === undefined ? undefined : verificationRecord.parse(item);
    },
    verdict: async (verificationId) => {
      const item = await readItem(store, verificationId, VERDICT);
      return item === undefined ? undefined : verdictRecord.parse(item);
    },
    pause: (id, progress) =>
      putOnce(store, itemOf(id, `PROGRESS#${progress.next}`, progress, new Date(`${progress.next}T00:00:00Z`))),
    finish: (id, verdict) => putOnce(store, itemOf(id, VERDICT, verdict, new Date(verdict.finishedAt))),
  };
};
