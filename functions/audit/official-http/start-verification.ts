import { verificationBody, verificationStarted } from '#shared/contracts/audit.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { fieldProblem, type Problem } from '#shared/edge/problem.ts';
import { json, readBody } from '#shared/edge/read.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { addDays, type Day, shanghaiDay } from '#shared/kernel/time.ts';
import type { AuditDeps } from './deps.ts';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 400;

type Days = { readonly from: Day; readonly to: Day };

const daysOf = (asked: { readonly from?: Day; readonly to?: Day }, today: Day): Result<Days, Problem> => {
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, 1 - DEFAULT_DAYS);
  if (to > today) return err(fieldProblem('/to', 'day-in-future'));
  if (from > to) return err(fieldProblem('/from', 'days-reversed'));
  return addDays(from, MOST_DAYS) <= to ? err(fieldProblem('/from', 'days-too-many')) : ok({ from, to });
};

const started = (marked: MarkedAnswer): HttpResponse =>
  json(202, verificationStarted, {
    verificationId: String(marked['verificationId']),
    from: String(marked['from']),
    to: String(marked['to']),
  });

/** `POST /v1/audit/verification`: what is asked is an item of the audit table; its stream wakes the verifier. */
export const startVerification = async (request: OfficialRequest, deps: AuditDeps): Promise<HttpResponse> => {
  const body = readBody(request, verificationBody);
  if (!body.ok) return problemResponse(body.error);
  const now = deps.clock();
  const days = daysOf(body.value, shanghaiDay(now));
  if (!days.ok) return problemResponse(days.error);
  const { actor, region } = request.official;
  return once(request, {
    claim: { route: 'startAuditVerification', actor, content: body.value, mac: deps.mac, now },
    findMark: deps.verifications.findMark,
    answer: started,
    attempt: async (claim) => {
      const verificationId = deps.newId();
      const answer = { verificationId, ...days.value };
      await deps.audit.append({
        at: now.toISOString(),
        actor,
        region,
        act: 'verify-audit',
        subject: { kind: 'audit', id: verificationId },
        requestId: request.requestId,
      });
      const asked = { ...answer, requestedBy: actor, requestedAt: now.toISOString() };
      const outcome = await deps.verifications.start(asked, markOf(claim, answer));
      return outcome === 'repeated' ? 'repeated' : started(answer);
    },
  });
};
