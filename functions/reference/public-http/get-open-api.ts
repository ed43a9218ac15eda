import type { HttpResponse } from '#shared/edge/http.ts';

/** `GET /v1/openapi.json`: the document as it was generated with this version. */
export const getOpenApi = (openApi: unknown) => (): Promise<HttpResponse> =>
  Promise.resolve({ status: 200, headers: { 'cache-control': 'public, max-age=300' }, body: openApi });
