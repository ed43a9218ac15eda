import { covers } from '#shared/kernel/region-code.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Official } from './principal.ts';
import { type Problem, problem } from './problem.ts';

/** The region of a query: the official's own where none is named, and none outside it. */
export const scopedRegion = (official: Official, regionCode: string | undefined): Result<string, Problem> => {
  if (regionCode === undefined) return ok(official.region);
  return covers(official.region, regionCode) ? ok(regionCode) : err(problem('region-outside-scope'));
};

/** Whether the official answers for what lies in a region; what does not is not found, for them. */
export const inScope = (official: Official, regionCode: string): boolean => covers(official.region, regionCode);
