import { listRegionsQuery, regionList } from '#shared/contracts/reference.ts';
import { regionsBelow } from '#shared/domain/reference/list.ts';
import { searchRegions } from '#shared/domain/reference/search.ts';
import { type HttpRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { json, readQuery } from '#shared/edge/read.ts';

const FOR_A_DAY = { 'cache-control': 'public, max-age=86400' } as const;

const answer = (request: HttpRequest): HttpResponse => {
  const query = readQuery(request, listRegionsQuery);
  if (!query.ok) return problemResponse(query.error);
  const { parent, q, within } = query.value;
  const found = q === undefined ? regionsBelow(parent ?? '') : searchRegions(q, within);
  return found.ok
    ? json(200, regionList, { items: found.value }, FOR_A_DAY)
    : problemResponse(fieldProblem(q === undefined ? '/query/parent' : '/query/within', found.error.code));
};

/** `GET /v1/regions?parent=` or `?q=`: the tree for pickers, the same for everybody and cacheable for a day. */
export const listRegions = (request: HttpRequest): Promise<HttpResponse> => Promise.resolve(answer(request));
