import { opaqueId } from '#shared/contracts/primitives.ts';
import type { Placement } from '#shared/domain/placements/types.ts';
import { type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { inScope } from '#shared/edge/scope.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { fullNameOf } from '#shared/reference/region-tree.ts';
import type { PlacementDeps } from './deps.ts';

/** A placement as officials see it. */
export const viewOf = (placement: Placement) => ({ ...placement, regionName: fullNameOf(placement.regionCode) });

/** The placement of the path, if it lies in the official's region; the refusal else. */
export const placementOf = async (request: OfficialRequest, { store }: PlacementDeps) => {
  const id = opaqueId.safeParse(request.path['placementId']);
  const placement = id.success ? await store.find(id.data) : undefined;
  const seen = placement !== undefined && inScope(request.official, placement.regionCode);
  return seen ? ok(placement) : err(refusal('not-found'));
};
