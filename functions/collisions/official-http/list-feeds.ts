import { feedList } from '#shared/contracts/feeds.ts';
import type { HttpResponse, OfficialRequest } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { feedsOf } from './feed-of-request.ts';
import { feedView } from './view.ts';

/** `GET /v1/feeds`: the feeds there are, a department's operator its own. */
export const listFeeds = async ({ official }: OfficialRequest): Promise<HttpResponse> =>
  json(200, feedList, { items: feedsOf(official).map(feedView) });
