import type { HttpRequest } from '#shared/edge/http.ts';

const HOST = /^[a-z0-9.-]+(:\d+)?$/i;

/**
 * What codes begin with. A stage has one address, whatever host a request names; the local cloud has none of its own, so
 * its proxy says to which the request came, and for a phone beside it, which one the machine has in its network.
 */
export const pagesUrlOf =
  (configured: string) =>
  ({ headers, query }: HttpRequest): string => {
    if (configured !== 'request') return configured;
    const asked = query['network'] === 'true' ? headers['x-network-host'] : undefined;
    const host = asked ?? headers['x-forwarded-host'] ?? headers['host'] ?? '';
    return `http://${HOST.test(host) ? host : 'localhost'}`;
  };
