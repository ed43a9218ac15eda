import { type ReportBody, receipt, reportBody } from '#shared/contracts/discovery.ts';
import { submitReport as decide } from '#shared/domain/discovery/decide.ts';
import { type HttpRequest, type HttpResponse, problemResponse, refusal } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readBody, readIdempotencyKey } from '#shared/edge/read.ts';
import { IDEMPOTENCY_DAYS, type IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { DiscoveryDeps } from './deps.ts';

const DAY_SECONDS = 86_400;

const markOf = async (
  key: string,
  body: ReportBody,
  madeId: string,
  deps: DiscoveryDeps,
): Promise<IdempotencyMark> => ({
  keyMac: await deps.mac(`submitReport|${key}`),
  bodyMac: await deps.mac(JSON.stringify(body)),
  madeId,
  expiresAt: epochSeconds(deps.clock()) + IDEMPOTENCY_DAYS * DAY_SECONDS,
});

const receiptOf = async (trackingCode: string, dueAt: string, deps: DiscoveryDeps): Promise<HttpResponse> =>
  json(202, receipt, { trackingCode, secret: await deps.tracking.secretOf(trackingCode), dueAt });

/** The same request again is answered as the first time; another body under its key is refused. */
const repeated = async (mark: IdempotencyMark, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const first = await deps.store.findMark(mark.keyMac);
  if (first?.bodyMac !== mark.bodyMac) return refusal('idempotency-key-reused');
  const report = await deps.store.findReport(first.madeId);
  return report === undefined ? refusal('not-found') : receiptOf(report.trackingCode, report.dueAt, deps);
};

/** `POST /v1/reports`: 202 once report, work order and message are durably written in one transaction. */
export const submitReport = async (request: HttpRequest, deps: DiscoveryDeps): Promise<HttpResponse> => {
  const key = readIdempotencyKey(request);
  if (!key.ok) return problemResponse(key.error);
  const body = readBody(request, reportBody);
  if (!body.ok) return problemResponse(body.error);
  if (!regionExists(body.value.subject.regionCode)) {
    return problemResponse(fieldProblem('/subject/regionCode', 'region-unknown'));
  }
  const now = deps.clock();
  const submission = decide(body.value, deps.policyAt(now), deps.newIds(), now);
  const mark = await markOf(key.value, body.value, submission.report.trackingCode, deps);
  const outcome = await deps.store.submit(submission, mark);
  return outcome === 'repeated'
    ? repeated(mark, deps)
    : receiptOf(submission.report.trackingCode, submission.report.dueAt, deps);
};
