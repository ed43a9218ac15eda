import { transferBody } from '#shared/contracts/work-orders.ts';
import { type Destination, type TransferRefusal, transfer } from '#shared/domain/work-orders/hand-over.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import { nameOf, successorOf } from '#shared/reference/regions.ts';
import { type Command, runCommand, type StepRefused } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';
import { handOverAct } from './hand-over-act.ts';

/** What lies in an abolished county lies in its successor now, wherever that put it. */
const destination = (regionCode: string): Destination => {
  const county = countyOf(regionCode);
  const successor = successorOf(county);
  return {
    regionCode,
    exists: regionExists(regionCode),
    ...given({ successor: successor === county ? undefined : successor }),
  };
};

const refused = (error: TransferRefusal): StepRefused => {
  const successor = error.code === 'region-abolished' ? error.facts?.['successor'] : undefined;
  const successorName = successor === undefined ? undefined : nameOf(String(successor));
  return { ...error, facts: { ...error.facts, ...given({ successorName }) } };
};

/** `POST /v1/work-orders/{workOrderId}/transfer`: on to where the person lives, which may lie outside the caller's region. */
export const transferWorkOrder = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, transferBody);
  if (!body.ok) return problemResponse(body.error);
  const { regionCode, reason } = body.value;
  const decide: Command['decide'] = async ({ order, subject }, now) => {
    const by = { policy: deps.policyAt(now), act: handOverAct(request, now, deps) };
    const change = transfer(order, subject, destination(regionCode), by);
    return change.ok ? ok({ change: change.value, notes: { handOverReason: reason } }) : err(refused(change.error));
  };
  return runCommand(request, { route: 'transferWorkOrder', body: body.value, decide }, deps);
};
