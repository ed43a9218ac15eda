import { sourceBatchDetail } from '#shared/contracts/sources.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { SourceDeps } from './deps.ts';
import { provinceSourceOf } from './source-of-request.ts';
import { batchView, uploadView } from './view.ts';

/** `GET /v1/sources/{source}/batches/{batchId}`: where a file stands; its addresses are signed anew each time. */
export const getSourceBatch = async (request: OfficialRequest, deps: SourceDeps): Promise<HttpResponse> => {
  const source = provinceSourceOf(request.official, request.path['source']);
  if (!source.ok) return problemResponse(source.error);
  const batch = await deps.batches.find(request.path['batchId'] ?? '');
  if (batch?.source !== source.value) return refusal('not-found');
  const file = { batchId: batch.batchId, feed: batch.source, folder: 'sources' } as const;
  const upload = batch.status === 'awaiting-file' ? await deps.links.upload(file) : undefined;
  const rejectsUrl = batch.rejects === true ? await deps.links.rejects(batch.batchId) : undefined;
  return json(200, sourceBatchDetail, { ...batchView(batch), ...uploadView(upload), ...given({ rejectsUrl }) });
};
