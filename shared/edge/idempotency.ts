import { IDEMPOTENCY_DAYS, type IdempotencyMark, type MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { HttpRequest } from './http.ts';
import { type Problem, problem } from './problem.ts';
import { readIdempotencyKey } from './read.ts';

const DAY_SECONDS = 86_400;

/** A request that changes something, known by its key: another caller's or another route's key is another key. */
export type Claim = { readonly keyMac: string; readonly bodyMac: string; readonly expiresAt: number };

export type ClaimParts = {
  readonly route: RouteId;
  /** Who asks: the issuer's subject, or `public`. */
  readonly actor: string;
  /** What is asked: parsed body and path, so that spelling and field order make no difference. */
  readonly content: unknown;
  readonly mac: (text: string) => Promise<string>;
  readonly now: Date;
};

/** The claim of a request, or the problem that it has no proper key. */
export const readClaim = async (request: HttpRequest, parts: ClaimParts): Promise<Result<Claim, Problem>> => {
  const key = readIdempotencyKey(request);
  if (!key.ok) return key;
  return ok({
    keyMac: await parts.mac(`${parts.route}|${parts.actor}|${key.value}`),
    bodyMac: await parts.mac(JSON.stringify(parts.content)),
    expiresAt: epochSeconds(parts.now) + IDEMPOTENCY_DAYS * DAY_SECONDS,
  });
};

/** The mark that goes into the transaction of the change. */
export const markOf = (claim: Claim, answer: MarkedAnswer): IdempotencyMark => ({ ...claim, answer });

/** What was answered the first time, or the refusal of another body under the same key. */
export const firstAnswer = (claim: Claim, first: IdempotencyMark | undefined): Result<MarkedAnswer, Problem> =>
  first?.bodyMac === claim.bodyMac ? ok(first.answer) : err(problem('idempotency-key-reused'));
