import { httpDoor } from '#shared/edge/http.ts';
import { acceptWorkOrder } from './accept-work-order.ts';
import type { WorkOrderDeps } from './deps.ts';
import { extendWorkOrder } from './extend-work-order.ts';
import { getWorkOrder } from './get-work-order.ts';
import { giveFeedback } from './give-feedback.ts';
import { listWorkOrders } from './list-work-orders.ts';
import { recordVisit } from './record-visit.ts';
import { returnWorkOrder } from './return-work-order.ts';
import { transferWorkOrder } from './transfer-work-order.ts';

/** The officials' door of the loop: what is to be done, by when, and what was found. */
export const createHandler = (deps: WorkOrderDeps) =>
  httpDoor(
    'work-orders/official-http',
    {
      listWorkOrders: (request) => listWorkOrders(request, deps),
      getWorkOrder: (request) => getWorkOrder(request, deps),
      acceptWorkOrder: (request) => acceptWorkOrder(request, deps),
      giveFeedback: (request) => giveFeedback(request, deps),
      recordVisit: (request) => recordVisit(request, deps),
      extendWorkOrder: (request) => extendWorkOrder(request, deps),
      transferWorkOrder: (request) => transferWorkOrder(request, deps),
      returnWorkOrder: (request) => returnWorkOrder(request, deps),
    },
    deps.log,
  );
