import { opaqueId } from '#shared/contracts/primitives.ts';
import { homeOf, offPageOf } from '#shared/domain/placements/decide.ts';
import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import type { ScanDeps } from './deps.ts';

const LANGUAGES = ['zh', 'en'];

const languageOf = ({ query }: HttpRequest): string | undefined =>
  LANGUAGES.find((language) => language === query['lang']);

/**
 * `GET /q/{placementId}`: what the code on a poster leads to. The scan is counted, then the person goes on to the home
 * page; from a code that is off, or was never one of ours, to a page that says where to turn.
 */
export const openPlacement = async (request: HttpRequest, { store }: ScanDeps): Promise<HttpResponse> => {
  const id = request.path['placementId'] ?? '';
  const language = languageOf(request);
  const scan = opaqueId.safeParse(id).success ? await store.scan(id) : undefined;
  const location =
    scan?.counted === true ? homeOf(id, scan.regionCode, language) : offPageOf(scan?.regionCode, language);
  return { status: 303, headers: { location } };
};
