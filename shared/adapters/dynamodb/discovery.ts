import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { reportRecord } from '#shared/contracts/records/discovery.ts';
import type { IntakeStore } from '#shared/domain/discovery/ports.ts';
import type { Submission } from '#shared/domain/discovery/types.ts';
import type { FieldSealer } from '../crypto/field-cipher.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import { type NamedWrite, putNew, transact } from './transaction.ts';
import { workOrderItem, workOrderKey } from './work-order-item.ts';

export type IntakeTables = { readonly intake: string; readonly cases: string };

/** The key of a report as the public sees it. */
export const reportKey = (trackingCode: string) => ({ pk: `REPORT#${trackingCode}`, sk: 'STATE' });

/** The intake store on DynamoDB. Writes only: of the cases table nothing is ever read here. */
export const intakeStore = (client: DynamoDBDocumentClient, tables: IntakeTables, sealer: FieldSealer): IntakeStore => {
  const writes = async ({ report, workOrder, subject, message }: Submission): Promise<NamedWrite[]> => {
    const { pk } = workOrderKey(workOrder.workOrderId);
    const sealed = await sealer.seal({ table: 'cases', item: pk }, subject);
    return [
      putNew('report', tables.intake, { ...reportKey(report.trackingCode), ...report }),
      putNew('work order', tables.cases, workOrderItem(workOrder, sealed)),
      outboxWrite(tables.cases, message),
    ];
  };
  return {
    submit: async (submission, mark) => {
      const failed = await transact(client, [markWrite(tables.intake, mark), ...(await writes(submission))]);
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
