import { acceptanceBody } from '#shared/contracts/work-orders.ts';
import { accept } from '#shared/domain/work-orders/decide.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { ok } from '#shared/kernel/result.ts';
import { type Command, runCommand } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';

/** `POST /v1/work-orders/{workOrderId}/acceptance`: the locality takes the order up. */
export const acceptWorkOrder = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, acceptanceBody);
  if (!body.ok) return problemResponse(body.error);
  const { note } = body.value;
  const decide: Command['decide'] = async ({ order }, now) => {
    const change = accept(order, { actor: request.official.actor, now, messageId: deps.newMessageId() });
    return change.ok ? ok({ change: change.value, notes: note === undefined ? {} : { acceptanceNote: note } }) : change;
  };
  return runCommand(request, { route: 'acceptWorkOrder', body: body.value, decide }, deps);
};
