import { selfCheckBody, selfCheckResult } from '#shared/contracts/self-check.ts';
import { selfCheck } from '#shared/domain/self-check/decide.ts';
import { type HttpRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readBody } from '#shared/edge/read.ts';
import type { SelfCheckDeps } from './deps.ts';

/** A verdict for each category; the answers are read, reckoned with and forgotten. */
export const runSelfCheck = async (request: HttpRequest, deps: SelfCheckDeps): Promise<HttpResponse> => {
  const body = readBody(request, selfCheckBody);
  if (!body.ok) return problemResponse(body.error);
  const { answers } = body.value;
  const policy = deps.policyAt(deps.clock());
  const county = answers.q1 ?? undefined;
  if (county !== undefined && policy.figuresOf(county) === undefined)
    return problemResponse(fieldProblem('/answers/q1', 'region-unknown'));
  return json(200, selfCheckResult, selfCheck(answers, policy));
};
