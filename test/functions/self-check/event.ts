import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type Sent = {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly base64?: boolean;
};

/** An HTTP API event (payload 2.0) as the gateway hands it over. */
export const eventOf = (sent: Sent): APIGatewayProxyEventV2 => {
  const { method = 'POST', path = '/v1/self-checks' } = sent;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'Content-Type': 'application/json', ...sent.headers },
    queryStringParameters: { ...sent.query },
    isBase64Encoded: sent.base64 ?? false,
    ...(sent.body === undefined ? {} : { body: sent.body }),
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
};
