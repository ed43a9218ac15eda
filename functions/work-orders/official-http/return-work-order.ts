import { returnBody } from '#shared/contracts/work-orders.ts';
import { giveBack } from '#shared/domain/work-orders/hand-over.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { ok } from '#shared/kernel/result.ts';
import { type Command, runCommand } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';
import { handOverAct } from './hand-over-act.ts';

/** `POST /v1/work-orders/{workOrderId}/return`: back to the prefecture, which finds the right place for it. */
export const returnWorkOrder = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, returnBody);
  if (!body.ok) return problemResponse(body.error);
  const decide: Command['decide'] = async ({ order, subject }, now) => {
    const by = { policy: deps.policyAt(now), act: handOverAct(request, now, deps) };
    const change = giveBack(order, subject, by);
    return change.ok ? ok({ change: change.value, notes: { handOverReason: body.value.reason } }) : change;
  };
  return runCommand(request, { route: 'returnWorkOrder', body: body.value, decide }, deps);
};
