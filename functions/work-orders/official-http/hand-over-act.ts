import type { HandOverAct } from '#shared/domain/work-orders/hand-over.ts';
import type { OfficialRequest } from '#shared/edge/http.ts';
import type { WorkOrderDeps } from './deps.ts';

/** Who hands an order over, and the ids that this needs. */
export const handOverAct = (request: OfficialRequest, now: Date, deps: WorkOrderDeps): HandOverAct => ({
  actor: request.official.actor,
  now,
  messageId: deps.newMessageId(),
  issuedMessageId: deps.newMessageId(),
  workOrderId: deps.newId(),
});
