import { given } from '#shared/kernel/given.ts';
import type { Placement, PlacementChange } from './types.ts';

/** A placement as it begins: in use, with nothing counted. */
export const newPlacement = (
  { name, regionCode }: Pick<Placement, 'name' | 'regionCode'>,
  placementId: string,
  now: Date,
): Placement => ({
  placementId,
  name,
  regionCode,
  state: 'active',
  scans: 0,
  reports: 0,
  createdAt: now.toISOString(),
  version: 1,
});

/** A placement renamed, switched off or on again; a reason belongs to being off and goes with it. */
export const changePlacement = (placement: Placement, change: PlacementChange): Placement => {
  const { reason: before, ...rest } = placement;
  const state = change.state ?? placement.state;
  return {
    ...rest,
    name: change.name ?? placement.name,
    state,
    ...(state === 'off' ? given({ reason: change.reason ?? before }) : {}),
    version: placement.version + 1,
  };
};

/**
 * Where the code of a placement leads: the home page, with the placement and its region filled in. A language that was
 * asked for goes along.
 */
export const homeOf = (placementId: string, regionCode: string, language: string | undefined): string => {
  const query = new URLSearchParams({ placement: placementId, region: regionCode, ...given({ lang: language }) });
  return `/?${query.toString()}`;
};

/** Where a code leads that is switched off or was never one of ours: a page that says where to turn. */
export const offPageOf = (regionCode: string | undefined, language: string | undefined): string => {
  const query = new URLSearchParams(given({ region: regionCode, lang: language })).toString();
  return `/placement-off${query === '' ? '' : `?${query}`}`;
};
