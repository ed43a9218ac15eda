import { objectionBody, objectionTaken } from '#shared/contracts/discovery.ts';
import { objectTo } from '#shared/domain/discovery/object.ts';
import { type HttpRequest, type HttpResponse, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { json, readBody } from '#shared/edge/read.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { DiscoveryDeps } from './deps.ts';
import { ownReport } from './own-report.ts';

const taken = (answer: MarkedAnswer): HttpResponse => ({ status: 202, body: objectionTaken.parse(answer) });

const attempt = async (request: HttpRequest, reason: string, claim: Claim, deps: DiscoveryDeps) => {
  const report = await ownReport(request, deps);
  if (report === undefined) return refusal('tracking-code');
  const now = deps.clock();
  const { workOrderId, messageId } = deps.newIds();
  const decided = objectTo(report, reason, deps.policyAt(now), { workOrderId, messageId, now });
  if (!decided.ok) return refusal(decided.error.code);
  const { status, dueAt } = decided.value.report;
  const outcome = await deps.store.object(decided.value, markOf(claim, { status, dueAt }));
  return outcome === 'stored' ? json(202, objectionTaken, { status, dueAt }) : outcome;
};

/**
 * `POST /v1/reports/{trackingCode}/objections`: once, and only to a report that was closed as not confirmed. Nothing of the
 * cases is read here: the order that looks into it again names the one that it follows. Code and secret are asked for
 * before the key, so that a key tells nothing to whoever has the wrong ones.
 */
export const objectToResult = async (request: HttpRequest, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const body = readBody(request, objectionBody);
  if (!body.ok) return problemResponse(body.error);
  const report = await ownReport(request, deps);
  if (report === undefined) return refusal('tracking-code');
  return once(request, {
    claim: {
      route: 'objectToResult',
      actor: 'public',
      content: [report.trackingCode, body.value],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: taken,
    attempt: (claim) => attempt(request, body.value.reason, claim, deps),
  });
};
