import { sourceDetail } from '#shared/contracts/sources.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { sourceOfRequest } from './source-of-request.ts';
import { sourceView } from './view.ts';

/** `GET /v1/sources/{source}`: what it means, its columns and its cycle. */
export const getSource = async (request: OfficialRequest): Promise<HttpResponse> => {
  const source = sourceOfRequest(request.official, request.path['source']);
  return source.ok ? json(200, sourceDetail, sourceView(source.value)) : problemResponse(source.error);
};
