import { describe, expect, it } from 'vitest';
import { newIdNumber } from '#test/support/new-people.ts';
import { sourceWorld } from './source-world.ts';

const HERE = '330102001';
const THERE = '330105001';
const granted = (idNumber: string, occurredAt: string, regionCode: string) => ({
  type: 'changed',
  sourceKey: 'JZ-1',
  occurredAt,
  evidence: '民低保〔2026〕1号',
  person: { idNumber, name: '陈小明', regionCode },
  category: 'subsistence-allowance',
  from: '2026-11-01',
});

/** A recipient of the assistance system, and their home in this county. */
const recipient = async () => {
  const world = sourceWorld();
  const number = newIdNumber();
  await world.events('assistance-system', [granted(number, '2026-11-01T00:00:00.000Z', HERE)]);
  const person = world.registry.personOf(number);
  if (person === undefined) throw new Error('nobody');
  const moves = () => world.events('assistance-system', [granted(number, '2026-11-20T00:00:00.000Z', THERE)]);
  return { world, person, moves, now: () => world.registry.personOf(number) };
};

describe('a recipient who lives in another county by the word of the assistance system', () => {
  it('takes a household of one along', async () => {
    const { world, person, moves, now } = await recipient();
    await moves();
    expect(now()).toMatchObject({ regionCode: THERE, householdId: person.householdId });
    expect(world.registry.households.get(person.householdId)).toMatchObject({ regionCode: THERE, version: 2 });
  });

  it('leaves the others of a household, and founds one there', async () => {
    const { world, person, moves, now } = await recipient();
    const { personId, householdId } = person;
    const family = {
      householdId,
      regionCode: HERE,
      headPersonId: personId,
      memberIds: [personId, 'other'],
      version: 4,
    };
    world.registry.households.set(householdId, family);
    await moves();
    const made = world.registry.households.get(now()?.householdId ?? '');
    expect(made).toMatchObject({ regionCode: THERE, headPersonId: personId, memberIds: [personId] });
    expect(world.registry.households.get(householdId)).toMatchObject({ headPersonId: 'other', memberIds: ['other'] });
  });
});
