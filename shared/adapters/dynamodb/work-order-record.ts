import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type WorkOrderRecord, workOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import type { WorkOrderSubject } from '#shared/domain/work-orders/types.ts';
import { given } from '#shared/kernel/given.ts';
import type { FieldOpener, SealContext } from '../crypto/field-cipher.ts';
import { workOrderKey } from './work-order-item.ts';

export type RecordParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly cases: string };
  readonly opener: FieldOpener;
};

/** What the ciphertexts of a work order are bound to. */
export const sealContext = (workOrderId: string): SealContext => ({
  table: 'cases',
  item: workOrderKey(workOrderId).pk,
});

/** A work order as it lies in the table, strongly consistent. */
export const readRecord = async (
  { client, tables }: Pick<RecordParts, 'client' | 'tables'>,
  workOrderId: string,
): Promise<WorkOrderRecord | undefined> => {
  const answer = await client.send(
    new GetCommand({ TableName: tables.cases, Key: workOrderKey(workOrderId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : workOrderRecord.parse(answer.Item);
};

const openFields = async ({ sealed, workOrderId }: WorkOrderRecord, opener: FieldOpener) =>
  opener.open(sealContext(workOrderId), sealed);

const subjectOf = (fields: Readonly<Record<string, string>>): WorkOrderSubject => {
  const { name, ...rest } = fields;
  return { name: name ?? '', ...rest };
};

/** Orders of a chain that are looked at: merged into one that was merged into one … */
const LONGEST_CHAIN = 10;

/** Who gave the feedback on an order, or on the one that it was merged into. */
const feedbackBy = async (record: WorkOrderRecord, parts: RecordParts): Promise<string | undefined> => {
  let current: WorkOrderRecord | undefined = record;
  for (let hop = 0; hop < LONGEST_CHAIN && current !== undefined; hop += 1) {
    const found: string | undefined = current.timeline.findLast(({ kind }) => kind === 'feedback')?.actor;
    if (found !== undefined || current.mergedInto === undefined) return found;
    current = await readRecord(parts, current.mergedInto);
  }
  return undefined;
};

/**
 * An order with its sealed fields opened. The public side, which takes objections, can read no case: whom such an order is
 * about, and whose finding it objects to, stands in the order that it follows.
 */
export const openRecord = async (record: WorkOrderRecord, parts: RecordParts): Promise<KnownWorkOrder> => {
  const { sealed: _, ...order } = record;
  const own = await openFields(record, parts.opener);
  const followed =
    order.origin === 'objection' && own['name'] === undefined && order.follows !== undefined
      ? await readRecord(parts, order.follows)
      : undefined;
  if (followed === undefined) return { order, subject: subjectOf(own) };
  const answeredBy = order.answeredBy ?? (await feedbackBy(followed, parts));
  const fields = { ...(await openFields(followed, parts.opener)), ...own };
  // Known where the objection is to what became of a correction: that was about a record from the beginning.
  const personId = order.personId ?? followed.personId;
  return { order: { ...order, ...given({ answeredBy, personId }) }, subject: subjectOf(fields) };
};
