import type { HttpRequest, HttpResponse } from '#shared/edge/http.ts';
import type { PagesDeps } from './deps.ts';
import type { Encoded, Language } from './site.ts';

/** Nothing from elsewhere, nothing inline, in nobody's frame; a page whose people sign in may call its issuer as well. */
const contentSecurityPolicy = (issuer: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    issuer === undefined ? "connect-src 'self'" : `connect-src 'self' ${issuer}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    ...(issuer === undefined ? [] : ["worker-src 'self'"]),
  ].join('; ');

type Weighted = readonly [name: string, weight: number];

/** `a;q=0.5, b` as names with their weights, the heaviest first. */
const weighted = (header: string): readonly Weighted[] =>
  header
    .split(',')
    .map((part): Weighted => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
      return [name.trim(), quality === undefined ? 1 : Number(quality.slice(2)) || 0];
    })
    .sort(([, one], [, other]) => other - one);

/** What the address asks for, else the first of the browser's languages that we speak, else Chinese. */
export const languageOf = ({ query, headers }: HttpRequest): Language => {
  const asked = query['lang'];
  if (asked === 'en' || asked === 'zh') return asked;
  const spoken = weighted(headers['accept-language'] ?? '')
    .filter(([, weight]) => weight > 0)
    .map(([name]) => name.slice(0, 2))
    .find((name) => name === 'zh' || name === 'en');
  return spoken === 'en' ? 'en' : 'zh';
};

/** The smallest form that the browser can read. */
const encodingOf = ({ headers }: HttpRequest): keyof Encoded<Buffer> => {
  const accepted = new Map(weighted(headers['accept-encoding'] ?? ''));
  const reads = (name: string): boolean => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;
  if (reads('br')) return 'br';
  return reads('gzip') ? 'gzip' : 'identity';
};

/** A file in the encoding that this request reads. */
export const fileAnswer = (
  request: HttpRequest,
  file: Encoded<Buffer>,
  { status, headers }: Pick<HttpResponse, 'status'> & { readonly headers: Readonly<Record<string, string>> },
): HttpResponse => {
  const encoding = encodingOf(request);
  return {
    status,
    headers: { ...headers, ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }) },
    bytes: file[encoding],
  };
};

/** A page in the language of the request; the page "not found" for one that does not exist. */
export const pageAnswer = (request: HttpRequest, { site, issuers }: PagesDeps, slug: string): HttpResponse => {
  const known = slug !== 'not-found' && Object.hasOwn(site.pages, slug);
  const page = site.pages[known ? slug : 'not-found'];
  if (page === undefined) throw new Error('the site was built without its page "not found"');
  const language = languageOf(request);
  return fileAnswer(request, page[language], {
    status: known ? 200 : 404,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      'content-security-policy': contentSecurityPolicy(
        known && Object.hasOwn(issuers, slug) ? issuers[slug] : undefined,
      ),
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cross-origin-opener-policy': 'same-origin',
      vary: 'accept-encoding, accept-language',
    },
  });
};
