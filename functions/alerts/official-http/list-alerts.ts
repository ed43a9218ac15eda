import { alertList, alertQuery } from '#shared/contracts/alerts.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { AlertDeps } from './deps.ts';
import { summaryOf } from './view.ts';

/** `GET /v1/alerts`: a region's alerts in the order of raising; audited as one entry. */
export const listAlerts = async (request: OfficialRequest, deps: AlertDeps): Promise<HttpResponse> => {
  const query = readQuery(request, alertQuery);
  if (!query.ok) return problemResponse(query.error);
  const region = scopedRegion(request.official, query.value.regionCode);
  if (!region.ok) return problemResponse(region.error);
  const { state, limit } = query.value;
  const list = JSON.stringify(['alerts', request.official.actor, region.value, state]);
  const after = await readCursor(query.value.after, list, deps.macs.cursor);
  if (!after.ok) return problemResponse(after.error);
  const page = await deps.store.list({ regionCode: region.value, limit, ...given({ state, after: after.value }) });
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'list',
    subject: { kind: 'alerts', id: region.value },
    requestId: request.requestId,
    shown: page.items.length,
  });
  return json(200, alertList, {
    items: page.items.map((alert) => summaryOf(alert, now)),
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.macs.cursor) }),
  });
};
