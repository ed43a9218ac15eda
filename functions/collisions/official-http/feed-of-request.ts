import type { Official } from '#shared/edge/principal.ts';
import { type Problem, problem } from '#shared/edge/problem.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { type FeedType, feedOf, feedTypes, isFeedType } from '#shared/reference/feeds.ts';
import { provinceCode } from '#shared/reference/regions.ts';

/** Whether the official may know of a feed: a department's operator of its own only. */
const isTheirs = (official: Official, type: FeedType): boolean =>
  official.department === undefined || official.department === feedOf(type).department;

/** The feeds that an official may know of. */
export const feedsOf = (official: Official): readonly FeedType[] =>
  feedTypes.filter((type) => isTheirs(official, type));

/** The feed that a path names, for an official who may know of it. */
export const feedOfRequest = (official: Official, type: string | undefined): Result<FeedType, Problem> =>
  type !== undefined && isFeedType(type) && isTheirs(official, type) ? ok(type) : err(problem('not-found'));

/** The same, where files of the whole province are concerned: for operators of the province only. */
export const provinceFeedOf = (official: Official, type: string | undefined): Result<FeedType, Problem> => {
  const feed = feedOfRequest(official, type);
  if (!feed.ok) return feed;
  return official.region === provinceCode ? feed : err(problem('province-required'));
};
