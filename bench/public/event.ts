import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A request as the gateway hands it over (payload 2.0). */
export const eventOf = (
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `POST ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN', 'user-agent': 'bench', ...headers },
  isBase64Encoded: false,
  body: JSON.stringify(body),
  requestContext: {
    accountId: '1',
    apiId: 'api',
    domainName: 'bench',
    domainPrefix: 'bench',
    http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
    requestId: 'bench',
    routeKey: `POST ${path}`,
    stage: '$default',
    time: '',
    timeEpoch: 0,
  },
});

/** What the runtime tells a function of its call; nothing here reads it. */
export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'bench',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '256',
  awsRequestId: 'bench',
  logGroupName: 'bench',
  logStreamName: 'bench',
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
