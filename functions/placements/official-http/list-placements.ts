import { placementList, placementsQuery } from '#shared/contracts/placements.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { PlacementDeps } from './deps.ts';
import { viewOf } from './view.ts';

/** `GET /v1/placements`: those of a region in the order in which they were made, with scans and reports as of now. */
export const listPlacements = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const query = readQuery(request, placementsQuery);
  if (!query.ok) return problemResponse(query.error);
  const region = scopedRegion(request.official, query.value.regionCode);
  if (!region.ok) return problemResponse(region.error);
  const list = JSON.stringify(['placements', region.value]);
  const after = await readCursor(query.value.cursor, list, deps.mac);
  if (!after.ok) return problemResponse(after.error);
  const { limit } = query.value;
  const page = await deps.store.list({ regionCode: region.value, limit, ...given({ after: after.value }) });
  return json(200, placementList, {
    items: page.items.map(viewOf),
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.mac) }),
  });
};
