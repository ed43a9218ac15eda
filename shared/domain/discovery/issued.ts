import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Message } from '../outbox/types.ts';
import type { WorkOrder } from '../work-orders/types.ts';

/** `work-order.issued`: what the prefecture's system needs to act; who it is about it fetches by id, and is audited. */
export const issuedMessage = (order: WorkOrder, id: string): Message => {
  const { state, regionCode, urgency, situations, dueAt, dueAtOfficial, origin, follows } = order;
  return {
    id,
    type: 'work-order.issued',
    schemaVersion: 1,
    occurredAt: order.createdAt,
    regionCode,
    subject: { kind: 'work-order', id: order.workOrderId },
    version: order.version,
    data: {
      state,
      countyCode: countyOf(regionCode),
      urgency,
      situations,
      dueAt,
      ...given({ dueAtOfficial, origin, follows }),
    },
  };
};
