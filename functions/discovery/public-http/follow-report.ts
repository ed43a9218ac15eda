import { followedReport } from '#shared/contracts/discovery.ts';
import { MAY_MOVE } from '#shared/domain/work-orders/texts.ts';
import { type HttpRequest, type HttpResponse, refusal } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { DiscoveryDeps } from './deps.ts';
import { ownReport } from './own-report.ts';

/**
 * `GET /v1/reports/{trackingCode}`: what became of a report. An unknown code and a wrong secret get the same bytes after
 * the same work.
 */
export const followReport = async (request: HttpRequest, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const report = await ownReport(request, deps);
  if (report === undefined) return refusal('tracking-code');
  const dueAtNote = report.dueAtOfficial === false ? MAY_MOVE : undefined;
  return json(200, followedReport, { ...report, ...given({ dueAtNote }) });
};
