import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { pageAnswer } from './answer.ts';
import type { PagesDeps } from './deps.ts';

/** `GET /{page}`: a public page by its name. */
export const showPage = (request: HttpRequest, deps: PagesDeps): HttpResponse =>
  pageAnswer(request, deps, request.path['page'] ?? '');
