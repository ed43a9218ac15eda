import { keptVisits, visitBody } from '#shared/contracts/work-orders.ts';
import { type VisitRefusal, visit } from '#shared/domain/work-orders/visit.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { type Command, runCommand, type StepRefused } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';
import { visitsOf } from './view.ts';

const OF_THE_TIME: ReadonlySet<string> = new Set(['visit-in-future', 'visit-before-report']);

const refused = (error: VisitRefusal): StepRefused =>
  OF_THE_TIME.has(error.code) ? { ...error, field: '/visitedAt' } : error;

/** `POST /v1/work-orders/{workOrderId}/visits`: two people were at the family; their names and findings are sealed. */
export const recordVisit = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, visitBody);
  if (!body.ok) return problemResponse(body.error);
  const decide: Command['decide'] = async ({ order, subject }, now) => {
    const earlier = visitsOf(subject);
    const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
    const change = visit(order, { visitedAt: body.value.visitedAt, earlier: earlier.length }, act);
    if (!change.ok) return err(refused(change.error));
    return ok({
      change: change.value,
      notes: { visits: JSON.stringify(keptVisits.parse([...earlier, body.value])) },
    });
  };
  return runCommand(request, { route: 'recordVisit', body: body.value, decide }, deps);
};
