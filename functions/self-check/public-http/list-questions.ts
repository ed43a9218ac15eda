import { selfCheckQuestions, selfCheckQuestionsQuery } from '#shared/contracts/self-check.ts';
import { questions } from '#shared/domain/self-check/questions.ts';
import type { CountyFigures } from '#shared/domain/self-check/types.ts';
import { type HttpRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import type { SelfCheckDeps } from './deps.ts';

const ofCounty = ({ regionCode, ...figures }: CountyFigures) => ({ regionCode, figures: Object.values(figures) });

/** The twelve questions; with a region, the figures of its county too. */
export const listQuestions = async (request: HttpRequest, deps: SelfCheckDeps): Promise<HttpResponse> => {
  const query = readQuery(request, selfCheckQuestionsQuery);
  if (!query.ok) return problemResponse(query.error);
  const policy = deps.policyAt(deps.clock());
  const { regionCode } = query.value;
  const figures = regionCode === undefined ? undefined : policy.figuresOf(regionCode);
  if (regionCode !== undefined && figures === undefined)
    return problemResponse(fieldProblem('/query/regionCode', 'region-unknown'));
  return json(200, selfCheckQuestions, {
    questions,
    policyVersion: policy.version,
    ...(figures === undefined ? {} : ofCounty(figures)),
  });
};
