import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { abandonStatistics, rebuildStatistics } from '#scripts/rebuild/statistics.ts';
import { createRandom } from '#scripts/seed/random.ts';
import { contributionStores, generationBook } from '#shared/adapters/dynamodb/statistics-generations.ts';
import { statisticsReader } from '#shared/adapters/dynamodb/statistics-reader.ts';
import { type RecountTables, recountSource } from '#shared/adapters/dynamodb/statistics-recount.ts';
import { contributionOf, removalOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import { isEqual, recount } from '#shared/domain/statistics/recount.ts';
import { summarise } from '#shared/domain/statistics/summarise.ts';
import { type Aggregate, type Projection, views } from '#shared/domain/statistics/types.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

const AT = '2026-11-24T02:00:00.000Z';
const QUICK = { log: () => {}, withinMs: 2_000, graceMs: 0 };

let client: DynamoDBDocumentClient;
let tables: RecountTables;

beforeEach(async () => {
  const [statistics, intake, registry, cases] = await Promise.all([
    createTable(),
    createTable(),
    createTable(),
    createTable(),
  ]);
  client = statistics.client;
  tables = { statistics: statistics.table, intake: intake.table, registry: registry.table, cases: cases.table };
});

type Person = Extract<Aggregate, { kind: 'person' }>;
const person = (id: string, version = 1, regionCode = '330102001', layer = 'registered'): Person => ({
  kind: 'person',
  id,
  version,
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

/** The person where they live, never an older one over a newer; the stream brings it later, if at all. */
const place = async ({ kind: _, id, ...fields }: Person): Promise<void> => {
  const put = new PutCommand({
    TableName: tables.registry,
    Item: { pk: `P#${id}`, sk: 'STATE', ...fields },
    ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
    ExpressionAttributeValues: { ':version': fields.version },
  });
  await client.send(put).catch((fault: unknown) => {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
  });
};
/** What the projector does with the records of the streams. */
const deliver = async (...aggregates: readonly Aggregate[]): Promise<void> => {
  const stores = await contributionStores(client, tables.statistics)();
  for (const store of stores) await project(aggregates.map(projection), store);
};
const people = async (regionCode: string) => {
  const cells = await statisticsReader(client, tables.statistics).cells(regionCode, views);
  return summarise(cells, new Date(AT)).people;
};
const isRight = async () => {
  const { current } = await generationBook(client, tables.statistics).read();
  return isEqual(await recount(recountSource(client, tables, current)));
};
const rebuildNow = (within = client) => rebuildStatistics({ client: within, tables, ...QUICK });
const keys = async () =>
  ((await client.send(new ScanCommand({ TableName: tables.statistics }))).Items ?? [])
    .map(({ pk }) => String(pk))
    .sort();

/** A client that does something after its `n`th call. */
const after = (n: number, act: () => Promise<void>): DynamoDBDocumentClient => {
  let calls = 0;
  return new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: PutCommand) => {
            calls += 1;
            const mine = calls;
            const answer = await target.send(command);
            if (mine === n) await act();
            return answer;
          }
        : Reflect.get(target, name),
  });
};

describeOnDynoxide('a rebuild of the statistics', () => {
  it('reads the old generation until the new one is proved, then the new one, and leaves nothing of the old', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => place(person(id))));
    await deliver(person('a'), person('b'));
    // What is counted wrongly is right in the new generation, without a repair.
    await client.send(
      new PutCommand({ TableName: tables.statistics, Item: { pk: 'S#330102', sk: 'people#330102001', registered: 9 } }),
    );
    expect((await people('330102'))['registered']?.total).toBe(9);
    expect(await rebuildNow()).toBe(true);
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 2 });
    expect((await people('330102'))['registered']?.total).toBe(3);
    expect((await people('330102001'))['registered']?.total).toBe(3);
    expect(await isRight()).toBe(true);
    expect(await keys()).toEqual(['C#g2#person#a', 'C#g2#person#b', 'C#g2#person#c', 'G#statistics', 'S#g2#330102']);
    await place(person('a', 2, '330106001'));
    await deliver(person('a', 2, '330106001'));
    expect((await people('330102'))['registered']?.total).toBe(2);
    expect(await rebuildNow()).toBe(true);
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 3 });
    expect(await isRight()).toBe(true);
  });

  it('loses no change and doubles none that comes while it runs, wherever it comes', async () => {
    const random = createRandom(7);
    const living = new Map(Array.from({ length: 60 }, (_, index) => [`p${index}`, person(`p${index}`)]));
    await Promise.all([...living.values()].map((one) => place(one)));
    await deliver(...living.values());
    const change = async () => {
      const id = `p${random.below(70)}`;
      const next = person(
        id,
        (living.get(id)?.version ?? 0) + 1,
        random.pick(['330102001', '330106001', '330203001']),
        random.pick(['registered', 'suspected', 'exited']),
      );
      living.set(id, next);
      await place(next);
      await deliver(next);
      if (random.chance(0.3)) await deliver(next, { ...next, version: Math.max(1, next.version - 1) });
    };
    let calls = 0;
    const busy = new Proxy(client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: PutCommand) => {
              calls += 1;
              if (calls > 1 && calls < 60) await change();
              return target.send(command);
            }
          : Reflect.get(target, name),
    });
    expect(await rebuildNow(busy)).toBe(true);
    expect(calls).toBeGreaterThan(10);
    expect(await isRight()).toBe(true);
    const totals = Object.values(await people('330000')).reduce((sum, { total }) => sum + total, 0);
    expect(totals).toBe(living.size);
  });

  it('killed in the middle it goes on with the same generation', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => place(person(`p${index}`))));
    for (const n of [2, 6, 8, 9]) {
      const killed = after(n, () => Promise.reject(new Error('killed')));
      await rebuildNow(killed).catch((fault: Error) => expect(fault.message).toBe('killed'));
    }
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 1, building: 2 });
    expect(await rebuildNow()).toBe(true);
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 2 });
    expect(await isRight()).toBe(true);
  });

  it('swaps nothing that is not equal to a recount', async () => {
    await place(person('a'));
    await generationBook(client, tables.statistics).begin();
    await client.send(
      new PutCommand({
        TableName: tables.statistics,
        Item: { pk: 'S#g2#330102', sk: 'people#330102001', registered: 5 },
      }),
    );
    expect(await rebuildNow()).toBe(false);
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 1, building: 2 });
    expect(await abandonStatistics({ client, tables, ...QUICK })).toBe(true);
    expect(await keys()).toEqual(['G#statistics']);
    expect(await rebuildNow()).toBe(true);
    expect(await generationBook(client, tables.statistics).read()).toMatchObject({ current: 3 });
  });

  it('does not bring back what was gone before it began', async () => {
    await deliver(person('gone', 2));
    const [store] = await contributionStores(client, tables.statistics)();
    if (store === undefined) throw new Error('no store');
    const gone = { ...projection(person('gone', 2)), contribution: removalOf(contributionOf(person('gone', 2))) };
    await project([gone], store);
    expect(await rebuildNow()).toBe(true);
    await deliver(person('gone', 1), person('gone', 2));
    expect((await people('330102'))['registered']?.total ?? 0).toBe(0);
    expect(await isRight()).toBe(true);
  });
});
