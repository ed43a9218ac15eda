import { placementPatch, placementView } from '#shared/contracts/placements.ts';
import { changePlacement as change } from '#shared/domain/placements/decide.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { preconditionFailed } from '#shared/edge/once.ts';
import { etag, json, readBody, staleBy } from '#shared/edge/read.ts';
import type { PlacementDeps } from './deps.ts';
import { placementOf, viewOf } from './view.ts';

/** `PATCH /v1/placements/{placementId}`: renamed, switched off or on, over the version that the official has read. */
export const changePlacement = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const body = readBody(request, placementPatch);
  if (!body.ok) return problemResponse(body.error);
  const placement = await placementOf(request, deps);
  if (!placement.ok) return placement.error;
  if (request.headers['if-match'] === undefined) return refusal('precondition-required');
  if (staleBy(request, placement.value.version)) return preconditionFailed(placement.value.version);
  const next = change(placement.value, body.value);
  if ((await deps.store.save(next)) === 'saved') return json(200, placementView, viewOf(next), etag(next.version));
  const now = await deps.store.find(next.placementId);
  return preconditionFailed(now?.version ?? next.version);
};
