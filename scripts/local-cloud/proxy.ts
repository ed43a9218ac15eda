import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export type ProxyOptions = {
  /** Port of the AWS endpoint on this machine. */
  readonly aws: number;
  readonly apiId: string;
  /** Host and port at which a phone in the same network reaches the public pages. */
  readonly networkHost?: string | undefined;
  /** Refuses, with 404, what is not allowed here. */
  readonly allows?: (method: string, url: string) => boolean;
};

/** Fields that hold for one connection only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
];

const withoutHopByHop = (headers: IncomingMessage['headers']): IncomingMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));

const forwardedHeaders = (
  incoming: IncomingMessage,
  { aws, networkHost }: ProxyOptions,
): IncomingMessage['headers'] => {
  const before = incoming.headers['x-forwarded-for'];
  const caller = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return {
    ...withoutHopByHop(incoming.headers),
    // A host of the caller's choice would reach another service of the server, a bucket for example.
    host: `localhost:${aws}`,
    'x-forwarded-host': incoming.headers.host,
    'x-forwarded-proto': 'http',
    ...(networkHost === undefined ? {} : { 'x-network-host': networkHost }),
    // As the gateway does it: the caller's own address last.
    'x-forwarded-for': before === undefined ? caller : `${String(before)}, ${caller}`,
  };
};

const refuse = (response: ServerResponse, status: number, message: string): void => {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
};

const forward = (incoming: IncomingMessage, response: ServerResponse, options: ProxyOptions): void => {
  const { aws, apiId } = options;
  const upstream = request({
    host: '127.0.0.1',
    port: aws,
    method: incoming.method,
    // The API's name below the server's own host: Node resolves no <id>.execute-api.localhost. All other paths of the server
    // stay out of reach.
    path: `/_aws/execute-api/${apiId}/$default${incoming.url ?? '/'}`,
    headers: forwardedHeaders(incoming, options),
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.headers));
    pipeline(answer, response).catch(() => response.destroy());
  });
  upstream.on('error', () => refuse(response, 502, 'Bad Gateway'));
  pipeline(incoming, upstream).catch(() => upstream.destroy());
  response.on('close', () => upstream.destroy());
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Requests under way may end; what takes longer is not waited for.
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });

/** Puts plain `http://<host>:<port>` in front of the HTTP API. */
export const startProxy = async (
  host: string,
  port: number,
  options: ProxyOptions,
): Promise<{ readonly stop: () => Promise<void> }> => {
  const server = createServer((incoming, response) => {
    const allowed = options.allows?.(incoming.method ?? '', incoming.url ?? '') ?? true;
    if (allowed) forward(incoming, response, options);
    else refuse(response, 404, 'Not Found');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { stop: () => close(server) };
};
