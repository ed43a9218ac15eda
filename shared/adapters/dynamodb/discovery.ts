import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { reportRecord } from '#shared/contracts/records/discovery.ts';
import type { IntakeStore } from '#shared/domain/discovery/ports.ts';
import type { Objection, Submission } from '#shared/domain/discovery/types.ts';
import type { WorkOrderSubject } from '#shared/domain/work-orders/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { FieldSealer } from '../crypto/field-cipher.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import { countReport } from './placements.ts';
import { type NamedWrite, putNew, transact } from './transaction.ts';
import { workOrderItem, workOrderKey } from './work-order-item.ts';

export type IntakeTables = { readonly intake: string; readonly cases: string };

/** The key of a report as the public sees it. */
export const reportKey = (trackingCode: string) => ({ pk: `REPORT#${trackingCode}`, sk: 'STATE' });

/** Of an objection's order the public side has the reason alone to seal: whom it is about it cannot read. */
type NewOrder = Pick<Submission, 'workOrder' | 'message'> & { readonly subject: Partial<WorkOrderSubject> };
type Parts = { readonly tables: IntakeTables; readonly sealer: FieldSealer };

const newOrderWrites = async ({ tables, sealer }: Parts, made: NewOrder) => {
  const { workOrder, subject, message } = made;
  const { pk } = workOrderKey(workOrder.workOrderId);
  const sealed = await sealer.seal({ table: 'cases', item: pk }, subject);
  return [putNew('work order', tables.cases, workOrderItem(workOrder, sealed)), outboxWrite(tables.cases, message)];
};

const submissionWrites = async (parts: Parts, submission: Submission): Promise<NamedWrite[]> => {
  const { intake } = parts.tables;
  const { report, workOrder } = submission;
  return [
    putNew('report', intake, { ...reportKey(report.trackingCode), ...report }),
    ...(await newOrderWrites(parts, submission)),
    ...(workOrder.placementId === undefined ? [] : [countReport(intake, workOrder.placementId)]),
  ];
};

const objectionWrites = async (parts: Parts, objection: Objection): Promise<NamedWrite[]> => {
  const { since, report, sealed: subject, ...rest } = objection;
  const write = {
    Put: {
      TableName: parts.tables.intake,
      Item: { ...reportKey(report.trackingCode), ...report },
      ConditionExpression: 'version = :since',
      ExpressionAttributeValues: { ':since': since },
    },
  };
  return [{ name: 'report', write }, ...(await newOrderWrites(parts, { ...rest, subject }))];
};

/** The intake store on DynamoDB. Writes only: of the cases table nothing is ever read here. */
export const intakeStore = (client: DynamoDBDocumentClient, tables: IntakeTables, sealer: FieldSealer): IntakeStore => {
  const parts = { tables, sealer };
  const write = (mark: IdempotencyMark, writes: readonly NamedWrite[]) =>
    transact(client, [markWrite(tables.intake, mark), ...writes]);
  return {
    object: async (objection, mark) => {
      const failed = await write(mark, await objectionWrites(parts, objection));
      if (failed.has(MARK)) return 'repeated';
      return failed.size === 0 ? 'stored' : 'stale';
    },
    submit: async (submission, mark) => {
      const failed = await write(mark, await submissionWrites(parts, submission));
      if (failed.size === 0) return 'stored';
      if (failed.has(MARK)) return 'repeated';
      throw new Error(`a new report met an old one: ${[...failed].join(', ')}`);
    },
    findMark: (keyMac) => findMark(client, tables.intake, keyMac),
    findReport: async (trackingCode) => {
      const answer = await client.send(
        new GetCommand({ TableName: tables.intake, Key: reportKey(trackingCode), ConsistentRead: true }),
      );
      return answer.Item === undefined ? undefined : reportRecord.parse(answer.Item);
    },
  };
};
