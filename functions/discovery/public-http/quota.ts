import type { ReportBody } from '#shared/contracts/discovery.ts';
import { type HttpRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { problem } from '#shared/edge/problem.ts';
import type { DiscoveryDeps } from './deps.ts';

const HOUR_SECONDS = 3_600;

type Hour = { readonly name: string; readonly endsIn: number; readonly keepUntil: number };

const hourOf = (now: Date): Hour => {
  const seconds = Math.floor(now.getTime() / 1000);
  const begun = seconds - (seconds % HOUR_SECONDS);
  return { name: String(begun), endsIn: begun + HOUR_SECONDS - seconds, keepUntil: begun + 2 * HOUR_SECONDS };
};

/**
 * Reports of one hour are counted by the caller's address and by the QR code that was scanned, both kept as a keyed MAC.
 * A repetition of a request counts too. `undefined`: there is room.
 */
export const overQuota = async (
  request: HttpRequest,
  { placementId }: ReportBody,
  deps: DiscoveryDeps,
): Promise<HttpResponse | undefined> => {
  const now = deps.clock();
  const hour = hourOf(now);
  const { perAddress, perPlacement } = deps.quotasAt(now);
  const counted = [
    { of: `address|${request.sourceIp}`, limit: perAddress },
    ...(placementId === undefined ? [] : [{ of: `placement|${placementId}`, limit: perPlacement }]),
  ];
  for (const { of, limit } of counted) {
    const key = await deps.mac(`quota|${hour.name}|${of}`);
    if (await deps.quotas.take({ key, limit, expiresAt: hour.keepUntil })) continue;
    return problemResponse(problem('quota'), { 'retry-after': String(hour.endsIn) });
  }
  return undefined;
};
