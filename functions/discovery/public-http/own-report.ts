import type { ReportState } from '#shared/domain/discovery/types.ts';
import type { HttpRequest } from '#shared/edge/http.ts';
import { foldBase32 } from '#shared/kernel/base32.ts';
import type { DiscoveryDeps } from './deps.ts';

/** The report of whoever has both code and secret; an unknown code and a wrong secret are the same work. */
export const ownReport = async (request: HttpRequest, deps: DiscoveryDeps): Promise<ReportState | undefined> => {
  const code = foldBase32(request.path['trackingCode'] ?? '').slice(0, 64);
  const secret = foldBase32(request.headers['x-tracking-secret'] ?? '').slice(0, 64);
  const matches = await deps.tracking.matches(code, secret);
  const report = await deps.store.findReport(code);
  return matches ? report : undefined;
};
