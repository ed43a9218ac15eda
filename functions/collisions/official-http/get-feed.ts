import { feedDetail } from '#shared/contracts/feeds.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { feedOfRequest } from './feed-of-request.ts';
import { feedView } from './view.ts';

/** `GET /v1/feeds/{type}`: its columns and its cycle. */
export const getFeed = async (request: OfficialRequest): Promise<HttpResponse> => {
  const feed = feedOfRequest(request.official, request.path['type']);
  return feed.ok ? json(200, feedDetail, feedView(feed.value)) : problemResponse(feed.error);
};
