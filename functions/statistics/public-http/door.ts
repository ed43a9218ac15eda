import { httpDoor } from '#shared/edge/http.ts';
import type { PublicStatisticsDeps } from './deps.ts';
import { getPublicStatistics } from './get-public-statistics.ts';

/** The public door of the statistics: counts of the province, none so small that somebody could be recognised. */
export const createHandler = (deps: PublicStatisticsDeps) =>
  httpDoor('statistics/public-http', { getPublicStatistics: getPublicStatistics(deps) }, deps.log);
