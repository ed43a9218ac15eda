import { publicStatistics } from '#shared/contracts/statistics.ts';
import { publicFigures } from '#shared/domain/statistics/publish.ts';
import type { PublicStatistics } from '#shared/domain/statistics/types.ts';
import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import type { PublicStatisticsDeps } from './deps.ts';

/** How long figures serve: they are read from every county's partition, which no crowd of readers shall multiply. */
const SERVES_MS = 60_000;
const FOR_A_MINUTE = { 'cache-control': 'public, max-age=60' } as const;

type Counted = { readonly at: number; readonly figures: Promise<PublicStatistics> };

/** `GET /v1/statistics/public`: the figures of the province, the same for everybody. */
export const getPublicStatistics = ({ reader, smallestAt, clock }: PublicStatisticsDeps) => {
  let counted: Counted | undefined;
  const count = async (now: Date): Promise<PublicStatistics> =>
    publicFigures(await reader.cells(provinceCode, ['people', 'reports']), now, smallestAt(now));
  return async (_: HttpRequest): Promise<HttpResponse> => {
    const now = clock();
    if (counted === undefined || now.getTime() - counted.at >= SERVES_MS) {
      counted = { at: now.getTime(), figures: count(now) };
    }
    try {
      return json(200, publicStatistics, await counted.figures, FOR_A_MINUTE);
    } catch (fault) {
      counted = undefined;
      throw fault;
    }
  };
};
