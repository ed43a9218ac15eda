import { httpDoor } from '#shared/edge/http.ts';
import type { StatisticsDeps } from './deps.ts';
import { getStatistics } from './get-statistics.ts';

/** The officials' door of the statistics: figures of a region, never a person. */
export const createHandler = (deps: StatisticsDeps) =>
  httpDoor('statistics/official-http', { getStatistics: (request) => getStatistics(request, deps) }, deps.log);
