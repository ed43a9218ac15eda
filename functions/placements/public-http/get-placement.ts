import { publicPlacement } from '#shared/contracts/placements.ts';
import { opaqueId } from '#shared/contracts/primitives.ts';
import { type HttpRequest, type HttpResponse, refusal } from '#shared/edge/http.ts';
import { etag, json } from '#shared/edge/read.ts';
import { fullNameOf } from '#shared/reference/region-tree.ts';
import type { ScanDeps } from './deps.ts';

/** `GET /v1/placements/{placementId}`: where a code hangs and whether it is in use; of its figures nothing. */
export const getPlacement = async (request: HttpRequest, { store }: ScanDeps): Promise<HttpResponse> => {
  const id = opaqueId.safeParse(request.path['placementId']);
  const placement = id.success ? await store.find(id.data) : undefined;
  if (placement === undefined) return refusal('not-found');
  const shown = { ...placement, regionName: fullNameOf(placement.regionCode) };
  return json(200, publicPlacement, shown, etag(placement.version));
};
