import { workOrderList, workOrderQuery } from '#shared/contracts/work-orders.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { WorkOrderDeps } from './deps.ts';
import { summaryOf } from './view.ts';

/** The index refuses to look from a day to one before it. */
const reversed = ({ from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined }): boolean =>
  from !== undefined && to !== undefined && from > to;

/** As the index has it: texts are compared there, and `…:59Z` would stand after `…:59.999Z`. */
const spelledOut = (at: Instant | undefined): Instant | undefined => at && new Date(at).toISOString();

/** `GET /v1/work-orders`: open ones by deadline, or closed ones by day of issue; masked, and audited as one entry. */
export const listWorkOrders = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const query = readQuery(request, workOrderQuery);
  if (!query.ok) return problemResponse(query.error);
  const region = scopedRegion(request.official, query.value.regionCode);
  if (!region.ok) return problemResponse(region.error);
  const { state, dueBefore, from, to, limit } = query.value;
  if (reversed(query.value)) return problemResponse(fieldProblem('/query/from', 'days-reversed'));
  const list = JSON.stringify(['work-orders', region.value, state, dueBefore, from, to]);
  const after = await readCursor(query.value.cursor, list, deps.mac);
  if (!after.ok) return problemResponse(after.error);
  const view = state === 'closed' ? 'closed' : 'open';
  const only = state === 'closed' || state === 'open' ? undefined : state;
  const page = await deps.store.list({
    regionCode: region.value,
    view,
    limit,
    ...given({ state: only, dueBefore: spelledOut(dueBefore), from, to, after: after.value }),
  });
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'list',
    subject: { kind: 'work-orders', id: region.value },
    requestId: request.requestId,
    shown: page.items.length,
  });
  const moment = { now, policy: deps.policyAt(now) };
  return json(200, workOrderList, {
    items: page.items.map((known) => summaryOf(known, moment)),
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.mac) }),
  });
};
