import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { fileAnswer, pageAnswer } from './answer.ts';
import type { PagesDeps } from './deps.ts';

/** `GET /assets/{file}`: a file whose name carries the hash of its content, and which therefore never changes. */
export const showAsset = (request: HttpRequest, deps: PagesDeps): HttpResponse => {
  const name = request.path['file'] ?? '';
  const asset = Object.hasOwn(deps.site.assets, name) ? deps.site.assets[name] : undefined;
  if (asset === undefined) return pageAnswer(request, deps, 'not-found');
  return fileAnswer(request, asset, {
    status: 200,
    headers: {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      // A worker may answer for its own folder only unless it is told otherwise.
      ...(name.startsWith('staff-worker.') ? { 'service-worker-allowed': '/staff' } : {}),
    },
  });
};
