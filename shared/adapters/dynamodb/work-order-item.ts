import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Sealed } from '../crypto/field-cipher.ts';

/** The key of a work order in the cases table. */
export const workOrderKey = (workOrderId: string) => ({ pk: `WORK-ORDER#${workOrderId}`, sk: 'STATE' });

/** Partition of a county's cases of one kind in the indexes `open` and `ledger`. */
export const countyKind = (countyCode: string, kind: string): string => `${countyCode}#${kind}`;

/**
 * A work order as it lies in the cases table. `open*` are the keys of the sparse index of open ones by deadline, `ledger*`
 * those of the index of all by day of issue, which never change. `about`: the person, where only a later order says so.
 */
export const workOrderItem = (order: WorkOrder, sealed: Sealed, about = order.personId): Record<string, unknown> => {
  const partition = countyKind(countyOf(order.regionCode), 'work-order');
  return {
    ...workOrderKey(order.workOrderId),
    kind: 'work-order',
    ...order,
    sealed,
    ledgerPk: partition,
    ledgerSk: `${order.createdAt}#${order.workOrderId}`,
    ...(order.state === 'closed' ? {} : { openPk: partition, openSk: `${order.dueAt}#${order.workOrderId}` }),
    ...(about === undefined ? {} : { personKey: about }),
  };
};
