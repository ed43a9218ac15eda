import type { IssuedAnew, PublicStep, WorkOrder } from '#shared/domain/work-orders/types.ts';
import type { FieldSealer, Sealed } from '../crypto/field-cipher.ts';
import { reportKey } from './discovery.ts';
import { type NamedWrite, putNew } from './transaction.ts';
import { workOrderItem } from './work-order-item.ts';
import { sealContext } from './work-order-record.ts';

/** The order one version on, if it is still the one that was decided on. */
export const orderWrite = (table: string, order: WorkOrder, sealed: Sealed, about?: string): NamedWrite => ({
  name: 'work order',
  write: {
    Put: {
      TableName: table,
      Item: workOrderItem(order, sealed, about),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': order.version - 1 },
    },
  },
});

/** An order issued in the place of another: what is known of its subject is sealed anew, under its own name. */
export const issuedWrite = async (
  table: string,
  { order, subject }: IssuedAnew,
  notes: Readonly<Record<string, string>>,
  sealer: FieldSealer,
): Promise<NamedWrite> =>
  putNew(
    'issued work order',
    table,
    workOrderItem(order, await sealer.seal(sealContext(order.workOrderId), { ...subject, ...notes })),
  );

/** What a step sets in a report beside its status and its timeline. */
const fieldsOf = ({ status, result, order, due }: PublicStep): Readonly<Record<string, unknown>> => ({
  status,
  ...(result === undefined ? {} : { result }),
  ...order,
  ...due,
});

/** The side of one reporter; nothing is read of it, so nothing can leak into it. */
const reportWrite = (table: string, trackingCode: string, step: PublicStep, at: string | undefined): NamedWrite => {
  const fields = Object.entries(fieldsOf(step));
  const set = fields.map((_, index) => `#f${index} = :f${index}`).join(', ');
  const remove = step.due !== undefined && step.due.dueAtOfficial === undefined ? ' REMOVE dueAtOfficial' : '';
  return {
    name: 'report',
    write: {
      Update: {
        TableName: table,
        Key: reportKey(trackingCode),
        UpdateExpression: `SET ${set}, timeline = list_append(timeline, :step), version = version + :one${remove}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name], index) => [`#f${index}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
          ':step': [{ at, code: step.code, text: step.text }],
          ':one': 1,
        },
      },
    },
  };
};

/** The step as one of the reporters hears of it. */
const heardBy = (trackingCode: string, { ofNotUrgent, ...step }: PublicStep): PublicStep =>
  ofNotUrgent?.trackingCodes.includes(trackingCode) === true ? { ...step, due: ofNotUrgent.due } : step;

/** The reporters' side of a step: that of the report it began with, and of all that were merged into it. */
export const reportWrites = (table: string, order: WorkOrder, step: PublicStep | undefined): NamedWrite[] => {
  if (step === undefined) return [];
  const others = step.firstReportOnly === true ? [] : (order.alsoReported ?? []);
  const at = order.timeline.at(-1)?.at;
  return [order.trackingCode, ...others].map((code) => reportWrite(table, code, heardBy(code, step), at));
};
