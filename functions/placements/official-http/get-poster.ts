import type { HttpResponse, OfficialRequest } from '#shared/edge/http.ts';
import { fullNameOf } from '#shared/reference/region-tree.ts';
import type { PlacementDeps } from './deps.ts';
import { codeOf } from './get-code.ts';
import { POSTER_POLICY, posterOf } from './poster.ts';

/** `GET /v1/placements/{placementId}/poster`: to be printed and hung up where the placement is. */
export const getPoster = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const code = await codeOf(request, deps);
  if (!code.ok) return code.error;
  const { placement, url } = code.value;
  const html = posterOf({ name: placement.name, regionName: fullNameOf(placement.regionCode), url }, deps.codes);
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POSTER_POLICY },
    bytes: Buffer.from(html),
  };
};
