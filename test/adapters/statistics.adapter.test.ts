import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { cellMender, contributionStore } from '#shared/adapters/dynamodb/statistics.ts';
import { statisticsReader } from '#shared/adapters/dynamodb/statistics-reader.ts';
import { type RecountTables, recountSource } from '#shared/adapters/dynamodb/statistics-recount.ts';
import { contributionOf, removalOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import { isEqual, type Recount, recount } from '#shared/domain/statistics/recount.ts';
import { mendCells, mendContributions } from '#shared/domain/statistics/repair.ts';
import { summarise } from '#shared/domain/statistics/summarise.ts';
import { type Aggregate, type Projection, views } from '#shared/domain/statistics/types.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

const AT = '2026-11-24T02:00:00.000Z';
const NOW = new Date(AT);

let client: DynamoDBDocumentClient;
let tables: RecountTables;

beforeEach(async () => {
  const [statistics, intake, registry, cases] = await Promise.all(Array.from({ length: 4 }, () => createTable()));
  if (statistics === undefined || intake === undefined || registry === undefined || cases === undefined)
    throw new Error();
  client = statistics.client;
  tables = { statistics: statistics.table, intake: intake.table, registry: registry.table, cases: cases.table };
});

const order = (id: string, version: number, state: string, regionCode = '330102001'): Aggregate => ({
  kind: 'work-order',
  id,
  version,
  regionCode,
  state,
  dueAt: '2026-11-30T15:59:59.999Z',
});
const person = (id: string, regionCode: string, layer = 'registered'): Aggregate => ({
  kind: 'person',
  id,
  version: 1,
  regionCode,
  layer,
  categories: ['marginal'],
});
const projection = (aggregate: Aggregate): Projection => ({
  kind: aggregate.kind,
  id: aggregate.id,
  contribution: contributionOf(aggregate),
  at: AT,
});

/** The aggregate where it really lives, with fields that are none of the statistics' business. */
const place = async (aggregate: Aggregate): Promise<void> => {
  const { kind, id, ...fields } = aggregate;
  const own = 'alertKind' in fields ? { ...fields, kind: fields.alertKind } : fields;
  const [TableName, prefix] = {
    person: [tables.registry, 'P#'],
    report: [tables.intake, 'REPORT#'],
    'work-order': [tables.cases, 'WORK-ORDER#'],
    alert: [tables.cases, 'ALERT#'],
    placement: [tables.intake, 'PLACEMENT#'],
  }[kind] as [string, string];
  await client.send(
    new PutCommand({ TableName, Item: { pk: prefix + id, sk: 'STATE', kind: 'other', secret: 'x', ...own } }),
  );
};

const store = () => contributionStore(client, tables.statistics);
const count = (...aggregates: readonly Aggregate[]): Promise<void> => project(aggregates.map(projection), store());
const look = (): Promise<Recount> => recount(recountSource(client, tables));
const figures = async (regionCode: string) =>
  summarise(await statisticsReader(client, tables.statistics).cells(regionCode, views), NOW);

/** A client that is killed at its `n`th call, before it is sent or after the table has taken it. */
const killedAt = (n: number, when: 'before' | 'after'): DynamoDBDocumentClient => {
  let calls = 0;
  return new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: PutCommand) => {
            calls += 1;
            if (calls === n && when === 'before') throw new Error('killed');
            const answer = await target.send(command);
            if (calls === n) throw new Error('killed');
            return answer;
          }
        : Reflect.get(target, name),
  });
};

describeOnDynoxide('statistics on the table', () => {
  it('count a batch of all kinds, and answer by village, township, county, prefecture and province', async () => {
    const people = ['330102001052', '330102001052', '330102001', '330102', '330106001', '330203001'].map(
      (code, index) => person(`p${index}`, code),
    );
    const others: Aggregate[] = [
      order('w', 1, 'issued'),
      { kind: 'report', id: 'r', version: 1, regionCode: '330102001', status: 'received' },
      { kind: 'alert', id: 'a', version: 1, regionCode: '330106001', alertKind: 'death' },
    ];
    const all = [...people, ...others];
    await Promise.all(all.map(place));
    await count(...all);
    const totals = await Promise.all(
      ['330102001052', '330102001', '330102', '330100', '330000'].map(
        async (code) => (await figures(code)).people['registered']?.total,
      ),
    );
    expect(totals).toEqual([2, 3, 4, 5, 6]);
    const province = await figures('330000');
    expect(province).toMatchObject({
      asOf: AT,
      reports: { received: 1 },
      workOrders: { issued: 1, overdue: 0 },
      alerts: { death: 1 },
    });
    expect(await look()).toMatchObject({
      counted: { person: 6, report: 1, 'work-order': 1, alert: 1 },
      differences: [],
      uncounted: [],
      unreadable: [],
    });
  });

  it('stay right with twenty projectors at once on one aggregate', async () => {
    const versions = Array.from({ length: 20 }, (_, index) =>
      order('w', index + 1, index % 2 === 0 ? 'issued' : 'accepted'),
    );
    await place(order('w', 20, 'accepted'));
    await Promise.all(versions.map((version) => count(version)));
    expect((await figures('330102')).workOrders).toMatchObject({ issued: 0, accepted: 1 });
    expect(isEqual(await look())).toBe(true);
  });

  it('stay right with several projectors at once on the same batches', async () => {
    const all = Array.from({ length: 120 }, (_, index) =>
      order(`w${index}`, 1, 'issued', `33010200${1 + (index % 3)}`),
    );
    const later = all.map((one) => ({ ...one, version: 2, regionCode: '330106001' }));
    await Promise.all(later.map(place));
    await Promise.all([count(...all), count(...later), count(...[...all].reverse()), count(...later)]);
    expect((await figures('330100')).workOrders).toMatchObject({ issued: 120 });
    expect((await figures('330102')).workOrders).toMatchObject({ issued: 0 });
    expect(isEqual(await look())).toBe(true);
  });

  it('lose nothing and double nothing when a projector is killed at any of its calls', async () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      order(`w${index}`, 1, 'issued', index % 2 === 0 ? '330102001' : '330106001'),
    );
    await Promise.all(all.map(place));
    for (const when of ['before', 'after'] as const) {
      for (let n = 1; n <= 5; n += 1) {
        await project(all.map(projection), contributionStore(killedAt(n, when), tables.statistics)).catch(
          (fault: Error) => expect(fault.message).toBe('killed'),
        );
      }
    }
    await count(...all);
    expect((await figures('330100')).workOrders).toMatchObject({ issued: 60 });
    expect(isEqual(await look())).toBe(true);
  });

  it('take the counter of a day out with the last that was due on it', async () => {
    await count(order('a', 1, 'issued'), order('b', 1, 'issued'));
    const counters = async () =>
      (
        await client.send(
          new GetCommand({ TableName: tables.statistics, Key: { pk: 'S#330102', sk: 'work-orders#330102001' } }),
        )
      ).Item;
    await count(order('a', 2, 'closed'));
    expect(await counters()).toMatchObject({ 'openDue:2026-11-30': 1, 'state:closed': 1 });
    await count(order('b', 2, 'closed'));
    expect(await counters()).toEqual({
      pk: 'S#330102',
      sk: 'work-orders#330102001',
      asOf: AT,
      'state:closed': 2,
      'state:issued': 0,
    });
  });

  it('forget what its table forgot, and do not take an old change of it for a new one', async () => {
    const last = order('w', 2, 'closed');
    await count(last);
    const gone = { ...projection(last), contribution: removalOf(contributionOf(last)) };
    await project([gone], store());
    await count(order('w', 1, 'issued'), last);
    expect((await figures('330102')).workOrders).toMatchObject({ issued: 0, closed: 0 });
    expect(isEqual(await look())).toBe(true);
  });
});

describeOnDynoxide('a repair of the table', () => {
  it('mends a spoilt cell, a lost contribution and one that is left over, and leaves what moves alone', async () => {
    const all = ['a', 'b', 'c'].map((id) => order(id, 1, 'issued'));
    await Promise.all(all.map(place));
    await count(...all, order('gone', 1, 'issued'));
    const cellKey = { pk: 'S#330102', sk: 'work-orders#330102001' };
    const lost = { pk: 'C#work-order#a', sk: 'STATE' };
    const { Item } = await client.send(new GetCommand({ TableName: tables.statistics, Key: cellKey }));
    await client.send(
      new PutCommand({ TableName: tables.statistics, Item: { ...Item, 'state:issued': 7, 'state:visiting': 1 } }),
    );
    await client.send(
      new PutCommand({ TableName: tables.statistics, Item: { ...lost, ...contributionOf(order('a', 1, 'closed')) } }),
    );

    const found = await look();
    expect(found.uncounted.map(({ id }) => id).sort()).toEqual(['a', 'gone']);
    const mender = cellMender(client, tables.statistics);
    expect(await mendContributions(found, store(), AT)).toBe(2);
    const seen = await look();
    const live = order('d', 1, 'issued');
    await place(live);
    await count(live);
    expect(await mendCells(seen, mender)).toBe(0);
    expect(await mendCells(await look(), mender)).toBe(1);
    expect(isEqual(await look())).toBe(true);
    expect((await figures('330102')).workOrders).toMatchObject({ issued: 4, visiting: 0, closed: 0 });
  });
});
