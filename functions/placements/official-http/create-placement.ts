import { placementBody, placementCreated } from '#shared/contracts/placements.ts';
import { newPlacement } from '#shared/domain/placements/decide.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { etag, json, readBody } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { PlacementDeps } from './deps.ts';

const answer = ({ placementId }: MarkedAnswer): HttpResponse =>
  json(201, placementCreated, { placementId: String(placementId) }, etag(1));

/** `POST /v1/placements`: a place in the official's region gets a code of its own. */
export const createPlacement = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const body = readBody(request, placementBody);
  if (!body.ok) return problemResponse(body.error);
  const { regionCode } = body.value;
  if (!regionExists(regionCode)) return problemResponse(fieldProblem('/regionCode', 'region-unknown'));
  if (!inScope(request.official, regionCode)) return refusal('region-outside-scope');
  const { actor } = request.official;
  const now = deps.clock();
  return once(request, {
    claim: { route: 'createPlacement', actor, content: body.value, mac: deps.mac, now },
    findMark: deps.store.findMark,
    answer,
    attempt: async (claim) => {
      const placement = newPlacement(body.value, deps.newId(), now);
      const made = { placementId: placement.placementId };
      return (await deps.store.create(placement, markOf(claim, made))) === 'stored' ? answer(made) : 'repeated';
    },
  });
};
