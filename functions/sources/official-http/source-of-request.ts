import type { Official } from '#shared/edge/principal.ts';
import { type Problem, problem } from '#shared/edge/problem.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import { isSource, sourceOf } from '#shared/reference/sources.ts';
import { type Source, sources } from '#shared/reference/words.ts';

/** Whether the official may know of a source: a department's operator of its own only. */
const isTheirs = (official: Official, source: Source): boolean =>
  official.department === undefined || official.department === sourceOf(source).department;

/** The sources that an official may know of. */
export const sourcesOf = (official: Official): readonly Source[] =>
  sources.filter((source) => isTheirs(official, source));

/** The source that a path names, for an official who may know of it. */
export const sourceOfRequest = (official: Official, source: string | undefined): Result<Source, Problem> =>
  source !== undefined && isSource(source) && isTheirs(official, source) ? ok(source) : err(problem('not-found'));

/** The same, where files of the whole province are concerned: for operators of the province only. */
export const provinceSourceOf = (official: Official, source: string | undefined): Result<Source, Problem> => {
  const found = sourceOfRequest(official, source);
  if (!found.ok) return found;
  return official.region === provinceCode ? found : err(problem('province-required'));
};
