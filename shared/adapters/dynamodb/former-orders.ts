import type { WorkOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type { OtherReport, WorkOrder, WorkOrderSubject } from '#shared/domain/work-orders/types.ts';
import type { NamedWrite } from './transaction.ts';
import { openRecord, type RecordParts, readRecord } from './work-order-record.ts';
import { orderWrite } from './work-order-writes.ts';

/** Orders behind one that are told of the person: a transaction takes a hundred writes, and the last one has its own. */
const MOST = 40;

const mergedIn = ({ otherReports }: WorkOrderSubject): readonly OtherReport[] =>
  otherReports === undefined ? [] : JSON.parse(otherReports);

/** What an order follows and what was merged into it, each with what that follows in turn. */
const formerOrders = async (record: WorkOrderRecord, parts: RecordParts): Promise<WorkOrderRecord[]> => {
  const { subject } = await openRecord(record, parts);
  const found = new Map<string, WorkOrderRecord>();
  const isNew = (id: string | undefined): id is string => id !== undefined && !found.has(id);
  let ids = [record.follows, ...mergedIn(subject).map(({ workOrderId }) => workOrderId)].filter(isNew);
  while (ids.length > 0 && found.size < MOST) {
    const some = [...new Set(ids)].slice(0, MOST - found.size);
    const records = (await Promise.all(some.map((id) => readRecord(parts, id)))).filter((one) => one !== undefined);
    for (const one of records) found.set(one.workOrderId, one);
    ids = records.map(({ follows }) => follows).filter(isNew);
  }
  return [...found.values()];
};

/**
 * Once an order says whom it is about, those that went before it are found by that person too, who may ask who looked at
 * them. They stay as they are: none of them found anybody.
 */
export const formerWrites = async (
  { personId }: WorkOrder,
  before: WorkOrderRecord,
  parts: RecordParts,
): Promise<NamedWrite[]> => {
  if (personId === undefined || before.personId !== undefined) return [];
  const former = await formerOrders(before, parts);
  return former
    .filter((one) => one.personId === undefined)
    .map(({ sealed, ...order }) =>
      orderWrite(parts.tables.cases, { ...order, version: order.version + 1 }, sealed, personId),
    );
};
