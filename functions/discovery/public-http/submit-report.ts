import { type ReportBody, receipt, reportBody } from '#shared/contracts/discovery.ts';
import { submitReport as decide } from '#shared/domain/discovery/decide.ts';
import { type HttpRequest, type HttpResponse, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf, readClaim } from '#shared/edge/idempotency.ts';
import { answeredBefore } from '#shared/edge/once.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { DiscoveryDeps } from './deps.ts';
import { overQuota } from './quota.ts';

/** The secret is a function of the code, so a repeated request gets the same receipt. */
const receiptOf = async (answer: MarkedAnswer, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const trackingCode = String(answer['trackingCode']);
  const secret = await deps.tracking.secretOf(trackingCode);
  return json(202, receipt, { trackingCode, secret, dueAt: String(answer['dueAt']) });
};

/**
 * A report by a code that is unknown or switched off is taken all the same, without the placement: what somebody has to
 * say does not depend on what hangs where.
 */
const knownPlacement = async ({ placementId }: ReportBody, deps: DiscoveryDeps): Promise<string | undefined> => {
  if (placementId === undefined) return undefined;
  return (await deps.placements.find(placementId))?.state === 'active' ? placementId : undefined;
};

const withPlacement = ({ placementId: _, ...rest }: ReportBody, placementId: string | undefined): ReportBody => ({
  ...rest,
  ...given({ placementId }),
});

const take = async (body: ReportBody, claim: Claim, now: Date, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const submission = decide(body, deps.policyAt(now), deps.newIds(), now);
  const { trackingCode, dueAt } = submission.report;
  const outcome = await deps.store.submit(submission, markOf(claim, { trackingCode, dueAt }));
  if (outcome === 'stored') return receiptOf({ trackingCode, dueAt }, deps);
  return (await earlier(claim, deps)) ?? refusal('conflict');
};

const earlier = (claim: Claim, deps: DiscoveryDeps): Promise<HttpResponse | undefined> =>
  answeredBefore(claim, { findMark: deps.store.findMark, answer: (marked) => receiptOf(marked, deps) });

/** `POST /v1/reports`: 202 once report, work order and message are durably written in one transaction. */
export const submitReport = async (request: HttpRequest, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const now = deps.clock();
  const body = readBody(request, reportBody);
  if (!body.ok) return problemResponse(body.error);
  if (!regionExists(body.value.subject.regionCode)) {
    return problemResponse(fieldProblem('/subject/regionCode', 'region-unknown'));
  }
  const parts = { route: 'submitReport', actor: 'public', content: body.value, mac: deps.mac, now } as const;
  const claim = await readClaim(request, parts);
  if (!claim.ok) return problemResponse(claim.error);
  const placementId = await knownPlacement(body.value, deps);
  const refused = await overQuota(request, placementId, deps);
  // Whoever was answered already is answered again: a retry on a bad line is not held against anyone. A mark of before a
  // rotation does not stand in the way of a second one, so it is looked for.
  const isSought = refused !== undefined || claim.value.former.length > 0;
  const answered = isSought ? await earlier(claim.value, deps) : undefined;
  const answer = answered ?? refused;
  if (answer !== undefined) return answer;
  return take(withPlacement(body.value, placementId), claim.value, now, deps);
};
