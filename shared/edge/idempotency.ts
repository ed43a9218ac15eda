import { IDEMPOTENCY_DAYS, type IdempotencyMark, type MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { HttpRequest } from './http.ts';
import { type Problem, problem } from './problem.ts';
import { readIdempotencyKey } from './read.ts';

const DAY_SECONDS = 86_400;
/** Rotations that fall into the time for which a mark is kept. */
const MOST_FORMER = 4;

type Macs = { readonly keyMac: string; readonly bodyMac: string };

/** A request that changes something, known by its key: another caller's or another route's key is another key. */
export type Claim = Macs & {
  readonly expiresAt: number;
  /** What its mark would say that was made before a rotation of the secret. */
  readonly former: readonly Macs[];
};

export type ClaimParts = {
  readonly route: RouteId;
  /** Who asks: the issuer's subject, or `public`. */
  readonly actor: string;
  /** What is asked: parsed body and path, so that spelling and field order make no difference. */
  readonly content: unknown;
  /** `back`: under the key of so many rotations ago; where there is none, under the current one. */
  readonly mac: (text: string, back?: number) => Promise<string>;
  readonly now: Date;
};

const formerOf = async (macs: (back: number) => Promise<Macs>, current: Macs): Promise<readonly Macs[]> => {
  const former: Macs[] = [];
  for (let back = 1; back <= MOST_FORMER; back += 1) {
    const one = await macs(back);
    if (one.keyMac === current.keyMac) break;
    former.push(one);
  }
  return former;
};

/** The claim of a request, or the problem that it has no proper key. */
export const readClaim = async (request: HttpRequest, parts: ClaimParts): Promise<Result<Claim, Problem>> => {
  const key = readIdempotencyKey(request);
  if (!key.ok) return key;
  const macs = async (back: number): Promise<Macs> => ({
    keyMac: await parts.mac(`${parts.route}|${parts.actor}|${key.value}`, back),
    bodyMac: await parts.mac(JSON.stringify(parts.content), back),
  });
  const current = await macs(0);
  return ok({
    ...current,
    former: await formerOf(macs, current),
    expiresAt: epochSeconds(parts.now) + IDEMPOTENCY_DAYS * DAY_SECONDS,
  });
};

/** The mark that goes into the transaction of the change. */
export const markOf = ({ former: _, ...claim }: Claim, answer: MarkedAnswer): IdempotencyMark => ({ ...claim, answer });

/** What was answered the first time, or the refusal of another body under the same key; nothing if it is new. */
export const firstAnswer = async (
  claim: Claim,
  findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>,
): Promise<Result<MarkedAnswer, Problem> | undefined> => {
  for (const { keyMac, bodyMac } of [claim, ...claim.former]) {
    const first = await findMark(keyMac);
    if (first !== undefined) {
      return first.bodyMac === bodyMac ? ok(first.answer) : err(problem('idempotency-key-reused'));
    }
  }
  return undefined;
};
