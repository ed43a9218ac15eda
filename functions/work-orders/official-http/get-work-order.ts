import { purposeQuery, workOrderDetail } from '#shared/contracts/work-orders.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { etag, json, readQuery } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { WorkOrderDeps } from './deps.ts';
import { orderOf } from './order-of.ts';
import { detailOf } from './view.ts';

/** `GET /v1/work-orders/{workOrderId}`: masked; unmasked with a purpose. Either read is in the audit before it leaves. */
export const getWorkOrder = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const query = readQuery(request, purposeQuery);
  if (!query.ok) return problemResponse(query.error);
  const known = await orderOf(request, deps);
  if (known === undefined) return refusal('not-found');
  const { purpose } = query.value;
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: purpose === undefined ? 'read' : 'read-unmasked',
    subject: { kind: 'work-order', id: known.order.workOrderId },
    requestId: request.requestId,
    ...given({ purpose }),
  });
  return json(
    200,
    workOrderDetail,
    detailOf(known, purpose !== undefined, { now, policy: deps.policyAt(now) }),
    etag(known.order.version),
  );
};
