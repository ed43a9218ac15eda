import { type HttpRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { problem } from '#shared/edge/problem.ts';
import type { DiscoveryDeps } from './deps.ts';

const HOUR_SECONDS = 3_600;

type Hour = { readonly name: string; readonly endsIn: number; readonly keepUntil: number };
/** What is counted: past `soft` with a proof of work only, past `hard` not at all. */
type Counted = { readonly of: string; readonly soft: number; readonly hard: number };

const hourOf = (now: Date): Hour => {
  const seconds = Math.floor(now.getTime() / 1000);
  const begun = seconds - (seconds % HOUR_SECONDS);
  return { name: String(begun), endsIn: begun + HOUR_SECONDS - seconds, keepUntil: begun + 2 * HOUR_SECONDS };
};

const countedOf = (
  request: HttpRequest,
  placementId: string | undefined,
  deps: DiscoveryDeps,
  now: Date,
): Counted[] => {
  const { perAddress, perPlacement, softPerAddress, softPerPlacement } = deps.quotasAt(now);
  const address = { of: `address|${request.sourceIp}`, soft: softPerAddress, hard: perAddress };
  if (placementId === undefined) return [address];
  return [address, { of: `placement|${placementId}`, soft: softPerPlacement, hard: perPlacement }];
};

/** Whether the request brings the solution of a challenge of ours that nobody has brought before. */
const isProven = async ({ headers }: HttpRequest, deps: DiscoveryDeps, now: Date): Promise<boolean> => {
  const header = headers['x-proof'];
  const proof = header === undefined ? undefined : await deps.proofs.check(header, now);
  if (proof === undefined) return false;
  const key = await deps.mac(`proof|${proof.challenge}`);
  return (await deps.quotas.take({ key, limit: 1, expiresAt: proof.expiresAt })).taken;
};

const refused = async (hour: Hour, code: 'quota' | 'proof-needed', deps: DiscoveryDeps): Promise<HttpResponse> => {
  const wait = { 'retry-after': String(hour.endsIn) };
  if (code === 'quota') return problemResponse(problem(code), wait);
  const document = { ...problem(code), challenge: await deps.proofs.issue(deps.clock()) };
  return problemResponse(document, wait);
};

/**
 * Reports of one hour are counted by the caller's address and by the QR code that was scanned, both kept as a keyed MAC.
 * A repetition of a request counts too; one that is refused does not. `undefined`: there is room.
 */
export const overQuota = async (
  request: HttpRequest,
  placementId: string | undefined,
  deps: DiscoveryDeps,
): Promise<HttpResponse | undefined> => {
  const now = deps.clock();
  const hour = hourOf(now);
  const proven = await isProven(request, deps, now);
  const taken: string[] = [];
  for (const { of, soft, hard } of countedOf(request, placementId, deps, now)) {
    const key = await deps.mac(`quota|${hour.name}|${of}`);
    const count = await deps.quotas.take({ key, limit: proven ? hard : soft, expiresAt: hour.keepUntil });
    if (count.taken) taken.push(key);
    else {
      await Promise.all(taken.map((one) => deps.quotas.giveBack(one)));
      return refused(hour, count.used >= hard ? 'quota' : 'proof-needed', deps);
    }
  }
  return undefined;
};
