import { extensionBody } from '#shared/contracts/work-orders.ts';
import { extend } from '#shared/domain/work-orders/extend.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { ok } from '#shared/kernel/result.ts';
import { type Command, runCommand } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';

/** `POST /v1/work-orders/{workOrderId}/extensions`: more time, once and while there is time. */
export const extendWorkOrder = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, extensionBody);
  if (!body.ok) return problemResponse(body.error);
  const decide: Command['decide'] = async ({ order }, now) => {
    const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
    const change = extend(order, deps.policyAt(now), act);
    return change.ok ? ok({ change: change.value, notes: { extensionReason: body.value.reason } }) : change;
  };
  return runCommand(request, { route: 'extendWorkOrder', body: body.value, decide }, deps);
};
