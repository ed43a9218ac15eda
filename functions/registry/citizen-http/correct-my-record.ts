import { receipt } from '#shared/contracts/discovery.ts';
import { correctionBody } from '#shared/contracts/me.ts';
import { requestCorrection } from '#shared/domain/discovery/correction.ts';
import { type CitizenRequest, type HttpResponse, problemResponse, refusal } from '#shared/edge/http.ts';
import { markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { json, readBody } from '#shared/edge/read.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { CitizenDeps } from './deps.ts';
import { findMe } from './find-me.ts';

const receiptOf = async (marked: MarkedAnswer, deps: CitizenDeps): Promise<HttpResponse> => {
  const trackingCode = String(marked['trackingCode']);
  const secret = await deps.trackingSecretOf(trackingCode);
  return json(202, receipt, { trackingCode, secret, dueAt: String(marked['dueAt']) });
};

/** `POST /v1/me/corrections`: a work order of the locality, in one transaction with what the citizen follows it by. */
export const correctMyRecord = async (request: CitizenRequest, deps: CitizenDeps): Promise<HttpResponse> => {
  const body = readBody(request, correctionBody);
  if (!body.ok) return problemResponse(body.error);
  const now = deps.clock();
  // The number says who asks: an issuer may give one subject to many systems that speak for citizens.
  const actor = `${request.citizen.actor}|${request.citizen.idNumber}`;
  return once(request, {
    claim: { route: 'correctMyRecord', actor, content: body.value, mac: deps.mac, now },
    findMark: deps.intake.findMark,
    answer: (marked) => receiptOf(marked, deps),
    attempt: async (claim) => {
      const me = await findMe(request, 'read', deps);
      if (me === undefined) return refusal('not-in-registry');
      const parts = { policy: deps.policyAt(now), ids: deps.newIds() };
      const submission = requestCorrection(body.value, me, parts, now);
      const { trackingCode, dueAt } = submission.report;
      const outcome = await deps.intake.submit(submission, markOf(claim, { trackingCode, dueAt }));
      return outcome === 'repeated' ? 'repeated' : receiptOf({ trackingCode, dueAt }, deps);
    },
  });
};
