import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/statistics/public-http/door.ts';
import type { StoredCell } from '#shared/domain/statistics/types.ts';

const event = {
  version: '2.0',
  routeKey: 'GET /v1/statistics/public',
  rawPath: '/v1/statistics/public',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/v1/statistics/public', sourceIp: '127.0.0.1' }, requestId: 'r' },
} as unknown as APIGatewayProxyEventV2;

const cell = (view: 'people' | 'reports', countyCode: string, counters: Record<string, number>): StoredCell => ({
  view,
  countyCode,
  regionCode: countyCode,
  counters,
  asOf: '2026-11-24T01:59:58.000Z',
});
const cells = [
  cell('people', '330102', { registered: 40, 'registered:marginal': 7, 'registered:subsistence-allowance': 33 }),
  cell('people', '330105', { registered: 5, suspected: 2 }),
  cell('people', '330203', { registered: 3 }),
  cell('reports', '330102', { 'status:received': 12 }),
];

const setUp = (read: () => Promise<readonly StoredCell[]> = async () => cells) => {
  let [now, reads] = [Date.parse('2026-11-24T02:00:00.000Z'), 0];
  const handler = createHandler({
    reader: {
      cells: () => {
        reads += 1;
        return read();
      },
    },
    smallestAt: () => 11,
    clock: () => new Date(now),
    log: { info: () => {}, error: () => {} },
  });
  return {
    get: async () => {
      const { statusCode, headers, body } = await handler(event, {} as Context);
      return { status: statusCode, headers, body: JSON.parse(body ?? 'null') };
    },
    pass: (ms: number) => {
      now += ms;
    },
    reads: () => reads,
  };
};

describe('the public figures', () => {
  it('say how many people are registered by prefecture, and hide a small count and the one that would give it away', async () => {
    const { status, headers, body } = await setUp().get();
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=60' });
    expect(body).toMatchObject({ asOf: '2026-11-24T01:59:58.000Z', smallest: 11 });
    expect(body.people.registered).toBe(48);
    expect(body.people.regions.slice(0, 3)).toEqual([
      { regionCode: '330100', name: '杭州市', registered: null },
      { regionCode: '330200', name: '宁波市', registered: null },
      { regionCode: '330300', name: '温州市', registered: 0 },
    ]);
    expect(body.people.categories).toContainEqual({ category: 'marginal', registered: null });
    expect(body.reports).toEqual({
      total: 12,
      statuses: [
        { status: 'received', reports: 12 },
        { status: 'being-verified', reports: 0 },
        { status: 'closed', reports: 0 },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('330102');
  });

  it('are counted once a minute, however many ask', async () => {
    const { get, pass, reads } = setUp();
    await Promise.all([get(), get(), get()]);
    expect(reads()).toBe(1);
    pass(60_000);
    await get();
    expect(reads()).toBe(2);
  });

  it('are counted anew after they could not be read', async () => {
    let broken = true;
    const { get } = setUp(() => (broken ? Promise.reject(new Error('gone')) : Promise.resolve(cells)));
    expect((await get()).status).toBe(500);
    broken = false;
    expect((await get()).status).toBe(200);
  });
});
