import { batchDetail } from '#shared/contracts/feeds.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { FeedDeps } from './deps.ts';
import { provinceFeedOf } from './feed-of-request.ts';
import { batchView, uploadView } from './view.ts';

/** `GET /v1/feeds/{type}/batches/{batchId}`: where a file stands; the addresses in it are signed anew each time. */
export const getFeedBatch = async (request: OfficialRequest, deps: FeedDeps): Promise<HttpResponse> => {
  const feed = provinceFeedOf(request.official, request.path['type']);
  if (!feed.ok) return problemResponse(feed.error);
  const batch = await deps.batches.find(request.path['batchId'] ?? '');
  if (batch?.feed !== feed.value) return refusal('not-found');
  const upload = batch.status === 'awaiting-file' ? await deps.links.upload(batch) : undefined;
  const rejectsUrl = batch.rejects === true ? await deps.links.rejects(batch.batchId) : undefined;
  return json(200, batchDetail, { ...batchView(batch), ...uploadView(upload), ...given({ rejectsUrl }) });
};
