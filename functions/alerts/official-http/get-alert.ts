import { alertDetail } from '#shared/contracts/alerts.ts';
import { type HttpResponse, type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { etag, json } from '#shared/edge/read.ts';
import { alertOf } from './alert-of.ts';
import type { AlertDeps } from './deps.ts';
import { detailOf } from './view.ts';

/** `GET /v1/alerts/{alertId}`: in the audit before it leaves. */
export const getAlert = async (request: OfficialRequest, deps: AlertDeps): Promise<HttpResponse> => {
  const alert = await alertOf(request, deps);
  if (alert === undefined) return refusal('not-found');
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'read',
    subject: { kind: 'alert', id: alert.alertId },
    requestId: request.requestId,
  });
  return json(200, alertDetail, detailOf(alert, now), etag(alert.version));
};
