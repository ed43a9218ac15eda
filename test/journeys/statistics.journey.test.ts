import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud, seededPeople } from '#test/support/local-cloud.ts';
import { runScript } from '#test/support/scripts.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { rootClient } from '../../scripts/local-cloud/stage.ts';

/** A county that no other journey works in: figures that are compared must not move meanwhile. */
const COUNTY = '330784';
const PREFECTURE = '330700';

type Figures = {
  readonly asOf: string;
  readonly people: Record<string, Record<string, number>>;
  readonly reports: Record<string, number>;
  readonly workOrders: Record<string, number>;
};

let endpoints: Endpoints;
let table: DynamoDBDocumentClient;
let folder: string;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  table = documentClient(new DynamoDBClient(rootClient(endpoints.aws)));
  folder = await mkdtemp(join(tmpdir(), 'statistics-'));
  await writeFile(join(folder, 'endpoints.json'), JSON.stringify(endpoints), { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const figures = async (regionCode = COUNTY, owner = COUNTY): Promise<Figures> => {
  const answer = await apiOf(endpoints).get<Figures>(`/v1/statistics?regionCode=${regionCode}`, {
    token: tokenOf(endpoints, owner),
  });
  expect(answer.status).toBe(200);
  return answer.body;
};

const recount = (...args: readonly string[]) =>
  runScript('scripts/recount.ts', '--endpoints', join(folder, 'endpoints.json'), ...args);

describe('the figures of a region', () => {
  it('are those of the people who were seeded there, at every level', async () => {
    const all = seededPeople(endpoints);
    for (const [code, owner, digits] of [
      [COUNTY, COUNTY, 6],
      [PREFECTURE, PREFECTURE, 4],
      ['330000', 'province', 2],
    ] as const) {
      const here = all.filter(({ regionCode }) => regionCode.startsWith(code.slice(0, digits)));
      const { people } = await figures(code, owner);
      const total = Object.values(people).reduce((sum, layer) => sum + (layer['total'] ?? 0), 0);
      // Other journeys may have put people in whom they confirmed; none goes.
      expect(total).toBeGreaterThanOrEqual(here.length);
      if (code === COUNTY) expect(total).toBe(here.length);
    }
  });

  it('follow a report within seconds, and are refused for a region outside', async () => {
    const before = await figures();
    const subject = { name: '测试人', regionCode: COUNTY, situations: ['other'] };
    expect((await apiOf(endpoints).post('/v1/reports', { subject })).status).toBe(202);
    const after = await eventually('the report is counted', async () => {
      const now = await figures();
      return now.workOrders['issued'] === (before.workOrders['issued'] ?? 0) + 1 &&
        now.reports['received'] === (before.reports['received'] ?? 0) + 1
        ? now
        : undefined;
    });
    expect(Date.parse(after.asOf)).toBeGreaterThan(Date.now() - 60_000);
    const outside = await apiOf(endpoints).get('/v1/statistics?regionCode=330102', {
      token: tokenOf(endpoints, COUNTY),
    });
    expect(outside).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
  });
});

describe('npm run recount', () => {
  it('finds a planted difference, changes nothing, and mends it when it is asked to', async () => {
    const equal = await recount();
    expect(equal.code, equal.output).toBe(0);
    expect(equal.output).toMatch(/people, .*: all [\d,]+ cells equal\./);

    const TableName = endpoints.tables['statistics'];
    const cellOf = async () => {
      const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': `S#${COUNTY}` } };
      const { Items = [] } = await table.send(new QueryCommand({ TableName, ...query }));
      return Items.find(({ registered }) => registered !== undefined);
    };
    const cell = await cellOf();
    if (cell === undefined) throw new Error(`nobody was seeded in ${COUNTY}`);
    const plant = { UpdateExpression: 'ADD registered :more', ExpressionAttributeValues: { ':more': 5 } };
    await table.send(new UpdateCommand({ TableName, Key: { pk: cell['pk'], sk: cell['sk'] }, ...plant }));
    const wrong = Number(cell['registered']) + 5;

    const found = await recount();
    expect(found.code, found.output).toBe(1);
    expect(found.output).toMatch(
      new RegExp(`${String(cell['sk']).replace('#', ' +')} +registered +${wrong} +${cell['registered']}`),
    );
    expect((await cellOf())?.['registered']).toBe(wrong);

    const mended = await recount('--repair');
    expect(mended.code, mended.output).toBe(0);
    expect(mended.output).toMatch(/^Mended .*\b1 cell\b/m);
    expect(await cellOf()).toEqual(cell);
  });
});
