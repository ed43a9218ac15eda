import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import { ancestorsOf, childrenOf, regionOf } from '#shared/reference/region-tree.ts';
import { abolishedCounties, type Region, successorOf } from '#shared/reference/regions.ts';
import type { PlacedRegion } from './types.ts';

/** The region with its path. */
export const placed = (region: Region): PlacedRegion => ({
  ...region,
  path: ancestorsOf(region.code).map(({ code, name }) => ({ code, name })),
});

/**
 * What lies right below a region: those in force, then abolished counties with their successors. An abolished parent
 * stands for its successor.
 */
export const regionsBelow = (parent: string): Result<readonly PlacedRegion[], Refusal<'region-unknown'>> => {
  const inForce = successorOf(parent);
  if (regionOf(inForce) === undefined) return refuse('region-unknown');
  const abolished = abolishedCounties.filter((county) => county.parent === inForce);
  return ok([...childrenOf(inForce), ...abolished].map(placed));
};
