import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { type LocalKeys, localKeys } from '#scripts/engine/local-keys.ts';
import { registryIndexes } from '#scripts/engine/registry-table.ts';
import { turnsOf } from '#scripts/rebuild/turns.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { type IndexCount, rebuildIndexes } from '#shared/adapters/dynamodb/registry-indexes.ts';
import { loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import type { PersonState } from '#shared/domain/registry/types.ts';
import { createTable, describeOnDynoxide, type TestTable } from '#test/support/dynoxide.ts';

const AT = '2026-11-24T02:00:00.000Z';
const NAMES = ['layerPk', 'layerSk', 'namePk', 'nameSk', 'duePk', 'dueSk'];

let table: TestTable;
let keys: LocalKeys;

const idOf = (nth: number): string => String(nth).padStart(22, '0');
const person = (nth: number, dueOn?: string): PersonState => ({
  personId: idOf(nth),
  householdId: `h${nth}`,
  regionCode: '330102001',
  birthYear: 1950,
  layer: 'registered',
  categories: ['marginal'],
  entries: [],
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  ...(dueOn === undefined ? {} : { dueOn }),
});

const load = (people: readonly PersonState[]) =>
  loadHouseholds(
    people.map((one) => ({
      household: {
        householdId: one.householdId,
        regionCode: one.regionCode,
        headPersonId: one.personId,
        memberIds: [one.personId],
        version: 1,
      },
      members: [{ person: one, identity: { idNumber: `33010219500101${one.personId.slice(-4)}`, name: '陈小明' } }],
    })),
    { ...table, ...keys },
  );

const keyOf = (nth: number) => ({ pk: `P#${idOf(nth)}`, sk: 'STATE' });
const indexed = async (nth: number) => {
  const { Item = {} } = await table.client.send(new GetCommand({ TableName: table.table, Key: keyOf(nth) }));
  return Object.fromEntries(NAMES.flatMap((name) => (Item[name] === undefined ? [] : [[name, Item[name]]])));
};
const spoil = (nth: number) =>
  table.client.send(
    new UpdateCommand({
      TableName: table.table,
      Key: keyOf(nth),
      UpdateExpression: 'SET layerPk = :wrong, duePk = :wrong, dueSk = :wrong REMOVE namePk, nameSk',
      ExpressionAttributeValues: { ':wrong': 'wrong' },
    }),
  );
const pass = async (turn: () => Promise<void> = turnsOf(10_000), stop = () => false): Promise<IndexCount> => {
  const count: IndexCount = { looked: 0, rewritten: 0, overtaken: 0, unreadable: 0 };
  return rebuildIndexes({ ...table, ...keys }, { count, turn, stop });
};

beforeEach(async () => {
  table = await createTable({ indexes: registryIndexes });
  keys = await localKeys();
});

describeOnDynoxide("a rebuild of the registry's indexes", () => {
  it('puts right what is wrong, takes out what should not be there, and leaves the rest and the version alone', async () => {
    await load([person(1), person(2, '2026-12-01'), person(3)]);
    const right = [await indexed(1), await indexed(2), await indexed(3)];
    await spoil(1);
    await spoil(2);
    expect(await pass()).toEqual({ looked: 6, rewritten: 2, overtaken: 0, unreadable: 0 });
    expect([await indexed(1), await indexed(2), await indexed(3)]).toEqual(right);
    const reader = registryReader({ ...table, ...keys });
    expect((await reader.findPerson(idOf(1)))?.person.version).toBe(1);
    expect((await reader.listPeople({ regionCode: '330102', layer: 'registered', limit: 10 })).people).toHaveLength(3);
  });

  it('writes nothing where nothing is wrong', async () => {
    await load([person(1, '2026-12-01')]);
    expect(await pass()).toEqual({ looked: 2, rewritten: 0, overtaken: 0, unreadable: 0 });
  });

  it('gives way to whoever changes the person in the same moment', async () => {
    await load([person(1)]);
    await spoil(1);
    const rival = async () => {
      await table.client.send(
        new UpdateCommand({
          TableName: table.table,
          Key: keyOf(1),
          UpdateExpression: 'SET version = :next, layerPk = :theirs',
          ExpressionAttributeValues: { ':next': 2, ':theirs': '330102#suspected' },
        }),
      );
    };
    expect(await pass(rival)).toMatchObject({ rewritten: 0, overtaken: 1 });
    expect((await indexed(1))['layerPk']).toBe('330102#suspected');
  });

  it('stopped and begun again it does the rest', async () => {
    await load(Array.from({ length: 40 }, (_, nth) => person(nth)));
    await Promise.all(Array.from({ length: 40 }, (_, nth) => spoil(nth)));
    let asked = false;
    const first = await pass(
      async () => {
        asked = true;
      },
      () => asked,
    );
    const second = await pass();
    expect(first.rewritten + second.rewritten).toBe(40);
    expect((await pass()).rewritten).toBe(0);
  });

  it('goes no faster than it may', async () => {
    await load(Array.from({ length: 10 }, (_, nth) => person(nth)));
    await Promise.all(Array.from({ length: 10 }, (_, nth) => spoil(nth)));
    const began = performance.now();
    expect((await pass(turnsOf(20))).rewritten).toBe(10);
    expect(performance.now() - began).toBeGreaterThanOrEqual(400);
  });
});
