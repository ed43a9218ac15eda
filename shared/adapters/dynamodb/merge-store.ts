import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { subjectClaimRecord } from '#shared/contracts/records/subject-claims.ts';
import type { FoundClaim, MergeStore, MergeWrite, SubjectClaim } from '#shared/domain/work-orders/ports.ts';
import { outboxWrite } from './outbox.ts';
import { type NamedWrite, transact } from './transaction.ts';
import { openRecord, type RecordParts, readRecord, sealContext } from './work-order-record.ts';
import { orderWrite } from './work-order-writes.ts';

const claimKey = (token: string, countyCode: string) => ({ pk: `SUBJECT#${token}`, sk: `OPEN#${countyCode}` });

/** During a rotation of keys a claim may still stand under a former token. */
const findClaim = async (
  { client, tables }: RecordParts,
  { tokens, countyCode }: SubjectClaim,
): Promise<FoundClaim | undefined> => {
  for (const token of tokens) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.cases, Key: claimKey(token, countyCode), ConsistentRead: true }),
    );
    if (Item !== undefined) return { token, workOrderId: subjectClaimRecord.parse(Item).workOrderId };
  }
  return undefined;
};

type Write = Parameters<MergeStore['save']>[0];

/** The claim under the current token; one that was found under it is replaced only if it still is what was found. */
const claimWrite = (table: string, { claim, found, workOrderId, expiresAt }: Write): NamedWrite => {
  const [token = ''] = claim.tokens;
  const replaced = found?.token === token;
  return {
    name: 'claim',
    write: {
      Put: {
        TableName: table,
        Item: { ...claimKey(token, claim.countyCode), workOrderId, expiresAt },
        ConditionExpression: replaced ? 'workOrderId = :found' : 'attribute_not_exists(pk)',
        ...(replaced ? { ExpressionAttributeValues: { ':found': found.workOrderId } } : {}),
      },
    },
  };
};

const mergeWrites = async (parts: RecordParts, { main, closed, otherReports, messages }: MergeWrite) => {
  const { cases } = parts.tables;
  const [mainRecord, closedRecord] = await Promise.all([
    readRecord(parts, main.workOrderId),
    readRecord(parts, closed.workOrderId),
  ]);
  if (mainRecord === undefined || closedRecord === undefined) throw new Error('an order to be merged is not there');
  const sealed = await parts.opener.sealMore(sealContext(main.workOrderId), mainRecord.sealed, { otherReports });
  return [
    orderWrite(cases, main, sealed),
    orderWrite(cases, closed, closedRecord.sealed),
    ...messages.map((message) => outboxWrite(cases, message)),
  ];
};

/** Claims and merged orders on DynamoDB: the orders' versions decide, whatever a claim says. */
export const mergeStore = (parts: RecordParts): MergeStore => ({
  find: async (workOrderId) => {
    const record = await readRecord(parts, workOrderId);
    return record === undefined ? undefined : openRecord(record, parts);
  },
  findClaim: (claim) => findClaim(parts, claim),
  save: async (write) => {
    const failed = await transact(parts.client, [
      claimWrite(parts.tables.cases, write),
      ...(write.merge === undefined ? [] : await mergeWrites(parts, write.merge)),
    ]);
    return failed.size === 0 ? 'saved' : 'stale';
  },
});
