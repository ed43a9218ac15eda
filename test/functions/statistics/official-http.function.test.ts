import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/statistics/official-http/door.ts';
import { statistics as contract, statisticsOperations } from '#shared/contracts/statistics.ts';
import type { StatisticsReader } from '#shared/domain/statistics/ports.ts';
import type { StoredCell } from '#shared/domain/statistics/types.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const people: StoredCell = {
  view: 'people',
  countyCode: '330102',
  regionCode: '330102001',
  counters: { registered: 2, 'registered:marginal': 1 },
  asOf: '2026-11-24T01:59:58.000Z',
};

const event = (
  claims: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, string>>,
): APIGatewayProxyEventV2 =>
  ({
    version: '2.0',
    routeKey: 'GET /v1/statistics',
    rawPath: '/v1/statistics',
    rawQueryString: '',
    headers: {},
    queryStringParameters: { ...query },
    isBase64Encoded: false,
    requestContext: {
      http: { method: 'GET', path: '/v1/statistics', sourceIp: '127.0.0.1' },
      requestId: 'request',
      authorizer: { jwt: { claims } },
    },
  }) as unknown as APIGatewayProxyEventV2;

const setUp = (cells: readonly StoredCell[] = [people]) => {
  const asked: string[] = [];
  const reader: StatisticsReader = {
    cells: async (regionCode) => {
      asked.push(regionCode);
      return cells;
    },
  };
  const log = { info: () => {}, error: () => {} };
  const handler = createHandler({ reader, clock: () => new Date(NOW), log });
  const get = async (query: Readonly<Record<string, string>> = {}, claims: Readonly<Record<string, unknown>> = {}) => {
    const official = { sub: 'region-330100', region: '330100', roles: '[caseworker]', ...claims };
    const response = await handler(event(official, query), {} as Context);
    return { status: response.statusCode, body: JSON.parse(response.body ?? 'null') };
  };
  return { asked, get };
};

describe('GET /v1/statistics', () => {
  it('answers with the figures of a region, every word with its zero', async () => {
    const { get, asked } = setUp();
    const { status, body } = await get({ regionCode: '330102' });
    expect(status).toBe(200);
    expect(asked).toEqual(['330102']);
    expect(body).toMatchObject({
      asOf: people.asOf,
      people: {
        registered: { total: 2, marginal: 1, 'rigid-expense': 0 },
        suspected: { total: 0 },
        exited: { total: 0 },
      },
      reports: { received: 0, 'being-verified': 0, closed: 0 },
      workOrders: { issued: 0, accepted: 0, visiting: 0, closed: 0, overdue: 0 },
      alerts: { death: 0, marriage: 0, 'medical-expense': 0 },
    });
  });

  it("answers for the official's own region where none is named, an auditor's too", async () => {
    const { get, asked } = setUp([]);
    expect((await get()).body.asOf).toBe(NOW);
    await get({}, { region: '330102001', roles: '[auditor]' });
    expect(asked).toEqual(['330100', '330102001']);
  });

  it('refuses a region outside the scope, above it too', async () => {
    const { get, asked } = setUp();
    for (const regionCode of ['330200', '330203', '330000']) {
      expect(await get({ regionCode })).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
    }
    expect(asked).toEqual([]);
  });

  it.each([
    [{ regionCode: '339999' }, '/query/regionCode', 'region-unknown'],
    [{ regionCode: '330104' }, '/query/regionCode', 'region-unknown'],
    [{ regionCode: '330102999' }, '/query/regionCode', 'region-unknown'],
    [{ regionCode: 'x' }, '/query/regionCode', 'region-unknown'],
    [{ regionCode: '' }, '/query/regionCode', 'region-unknown'],
    [{ region: '330102' }, '/query/region', 'unknown-field'],
  ])('says of %j where and why it is wrong', async (query, path, code) => {
    const { status, body } = await setUp().get(query);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path, code, message: { zh: expect.any(String), en: expect.any(String) } }]);
  });

  it('lets nobody in without a role', async () => {
    expect((await setUp().get({}, { roles: '[]' })).status).toBe(403);
  });

  it('has an example that is what its contract says', () => {
    const { example } = statisticsOperations.getStatistics.responses[200];
    expect(contract.parse(example)).toEqual(example);
  });
});
