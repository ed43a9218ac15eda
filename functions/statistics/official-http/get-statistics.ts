import { statistics, statisticsQuery } from '#shared/contracts/statistics.ts';
import { summarise } from '#shared/domain/statistics/summarise.ts';
import { views } from '#shared/domain/statistics/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { scopedRegion } from '#shared/edge/scope.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { StatisticsDeps } from './deps.ts';

/** `GET /v1/statistics?regionCode=`: the figures of a region within the official's own, which is what they get unasked. */
export const getStatistics = async (request: OfficialRequest, deps: StatisticsDeps): Promise<HttpResponse> => {
  const query = readQuery(request, statisticsQuery);
  if (!query.ok) return problemResponse(query.error);
  const { regionCode } = query.value;
  if (regionCode !== undefined && !regionExists(regionCode)) {
    return problemResponse(fieldProblem('/query/regionCode', 'region-unknown'));
  }
  const region = scopedRegion(request.official, regionCode);
  if (!region.ok) return problemResponse(region.error);
  const cells = await deps.reader.cells(region.value, views);
  return json(200, statistics, summarise(cells, deps.clock()));
};
