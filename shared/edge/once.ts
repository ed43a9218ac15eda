import type { IdempotencyMark, MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { type HttpRequest, type HttpResponse, problemResponse, refusal } from './http.ts';
import { type Claim, type ClaimParts, firstAnswer, readClaim } from './idempotency.ts';
import { problem } from './problem.ts';
import { etag } from './read.ts';

const TRIES = 3;

/** What a request that changes something is made of, apart from the change itself. */
export type Once = {
  readonly claim: ClaimParts;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
  /** The answer that a mark speaks of. */
  readonly answer: (marked: MarkedAnswer) => HttpResponse | Promise<HttpResponse>;
  /**
   * Reads, decides and writes. `stale`: something moved in between, it is asked again; `repeated`: the same request was
   * there first.
   */
  readonly attempt: (claim: Claim) => Promise<HttpResponse | 'stale' | 'repeated'>;
};

/** What the same request was answered before, or the refusal of another body under its key; nothing if it is new. */
export const answeredBefore = async (
  claim: Claim,
  { findMark, answer }: Pick<Once, 'findMark' | 'answer'>,
): Promise<HttpResponse | undefined> => {
  const first = await firstAnswer(claim, findMark);
  if (first === undefined) return undefined;
  return first.ok ? answer(first.value) : problemResponse(first.error);
};

/** A command: once per idempotency key, and never over a change that it has not seen. */
export const once = async (request: HttpRequest, parts: Once): Promise<HttpResponse> => {
  const claim = await readClaim(request, parts.claim);
  if (!claim.ok) return problemResponse(claim.error);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await answeredBefore(claim.value, parts);
    if (before !== undefined) return before;
    const outcome = await parts.attempt(claim.value);
    if (outcome !== 'stale' && outcome !== 'repeated') return outcome;
  }
  return refusal('conflict');
};

/** The refusal of a command that was meant for another version, with the present one. */
export const preconditionFailed = (version: number): HttpResponse =>
  problemResponse(problem('precondition-failed'), etag(version));
