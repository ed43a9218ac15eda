import { followedReport } from '#shared/contracts/discovery.ts';
import { type HttpRequest, type HttpResponse, refusal } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { foldBase32 } from '#shared/kernel/base32.ts';
import type { DiscoveryDeps } from './deps.ts';

/**
 * `GET /v1/reports/{trackingCode}`: what became of a report. An unknown code and a wrong secret get the same bytes after
 * the same work.
 */
export const followReport = async (request: HttpRequest, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const code = foldBase32(request.path['trackingCode'] ?? '').slice(0, 64);
  const secret = foldBase32(request.headers['x-tracking-secret'] ?? '').slice(0, 64);
  const matches = await deps.tracking.matches(code, secret);
  const report = await deps.store.findReport(code);
  return matches && report !== undefined ? json(200, followedReport, report) : refusal('tracking-code');
};
