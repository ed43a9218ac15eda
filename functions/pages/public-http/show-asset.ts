import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { fileAnswer, pageAnswer } from './answer.ts';
import type { PagesDeps } from './deps.ts';

/** `GET /assets/{file}`: a file whose name carries the hash of its content, and which therefore never changes. */
export const showAsset = (request: HttpRequest, { site }: PagesDeps): HttpResponse => {
  const name = request.path['file'] ?? '';
  const asset = Object.hasOwn(site.assets, name) ? site.assets[name] : undefined;
  if (asset === undefined) return pageAnswer(request, site, 'not-found');
  return fileAnswer(request, asset, {
    status: 200,
    headers: {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    },
  });
};
