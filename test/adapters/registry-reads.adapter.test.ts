import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { personKey } from '#shared/adapters/dynamodb/registry-item.ts';
import { loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { findPersonState } from '#shared/adapters/dynamodb/sources.ts';
import { newId } from '#shared/adapters/random.ts';
import type { PersonState } from '#shared/domain/registry/types.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { aState } from '../unit/registry/some-entries.ts';

const openHouse = async () => {
  const indexes = [{ name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] }];
  const { table, client } = await createTable({ indexes });
  const kms = new OneKeyKms();
  const tokens = { idKey: async () => (text: string) => `1.${text}` };
  const parts = { client, table, opener: fieldOpener(kms), sealer: fieldSealer(kms, 'key'), tokens };
  const enter = async (over: Partial<PersonState> = {}): Promise<string> => {
    const [personId, householdId] = [newId(), newId()];
    const person = aState([], { personId, householdId, ...over });
    const { regionCode } = person;
    const household = { householdId, regionCode, headPersonId: personId, memberIds: [personId], version: 1 };
    const identity = { idNumber: newIdNumber(), name: '陈小明' };
    await loadHouseholds([{ household, members: [{ person, identity }] }], parts);
    return personId;
  };
  return { client, table, enter, reader: registryReader(parts) };
};

describeOnDynoxide('reading the registry', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  beforeAll(async () => {
    house = await openHouse();
  });

  it('finds of a record that was merged the one that is left, through a chain of mergers too', async () => {
    const left = await house.enter();
    const second = await house.enter({ mergedInto: left });
    const first = await house.enter({ mergedInto: second });
    const find = findPersonState(house.client, house.table);
    for (const id of [first, second, left]) expect((await find(id))?.personId).toBe(left);
    expect(await find(newId())).toBeUndefined();
  });

  it('lists nobody who lives in another county or is of another layer by now, whatever an index still says', async () => {
    const stays = await house.enter({ regionCode: '330103001' });
    const moved = await house.enter({ regionCode: '330103002' });
    const entered = await house.enter({ regionCode: '330103003' });
    const turn = (id: string, name: string, value: string) =>
      house.client.send(
        new UpdateCommand({
          TableName: house.table,
          Key: personKey(id),
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    await turn(moved, 'regionCode', '330105001');
    await turn(entered, 'layer', 'suspected');
    const { people } = await house.reader.listPeople({ regionCode: '330103', layer: 'exited', limit: 9 });
    expect(people.map(({ person }) => person.personId)).toEqual([stays]);
  });
});
