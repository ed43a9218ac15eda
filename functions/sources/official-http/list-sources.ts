import { sourceList } from '#shared/contracts/sources.ts';
import type { HttpResponse, OfficialRequest } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { sourcesOf } from './source-of-request.ts';
import { sourceView } from './view.ts';

/** `GET /v1/sources`: the sources there are, a department's operator its own. */
export const listSources = async ({ official }: OfficialRequest): Promise<HttpResponse> =>
  json(200, sourceList, { items: sourcesOf(official).map(sourceView) });
