import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import { pageAnswer } from './answer.ts';
import type { PagesDeps } from './deps.ts';

/** `GET /`: the page that the QR code opens. */
export const showHome = (request: HttpRequest, deps: PagesDeps): HttpResponse => pageAnswer(request, deps, 'home');
