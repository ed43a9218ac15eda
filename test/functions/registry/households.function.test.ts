import { beforeEach, describe, expect, it } from 'vitest';
import { household as householdContract } from '#shared/contracts/registry.ts';
import { aPerson, type Call, HERE, idOf } from '../work-orders/casework-world.ts';
import { registryWorld } from './registry-world.ts';

const FAMILY = idOf(500);
const OTHERS = idOf(501);
let world: ReturnType<typeof registryWorld>;

/** A person in a household. */
const member = (n: number, householdId: string, regionCode = '330102001') => {
  const known = aPerson(n, regionCode, `33010219500101${String(n).padStart(4, '0')}`);
  return { ...known, person: { ...known.person, householdId } };
};

beforeEach(() => {
  world = registryWorld();
  const relations = { [idOf(2)]: 'spouse', [idOf(3)]: 'child' } as const;
  world.found(
    {
      householdId: FAMILY,
      regionCode: '330102001',
      headPersonId: idOf(1),
      memberIds: [idOf(1), idOf(2), idOf(3)],
      relations,
      version: 1,
    },
    { householdId: OTHERS, regionCode: '330102002', headPersonId: idOf(4), memberIds: [idOf(4)], version: 1 },
  );
  world.enter(
    member(1, FAMILY),
    member(2, FAMILY),
    member(3, FAMILY),
    member(4, OTHERS, '330102002'),
    member(5, idOf(502), '330105001'),
  );
});

const of = (id: string, what: string, body: object, call: Call = {}) =>
  world.onPeople(`/v1/households/${id}/${what}`, { body, ...call });
const homeOf = (n: number) => world.people.get(idOf(n))?.person.householdId;

describe('GET /v1/households/{householdId}', () => {
  it('shows its members, masked, with their relation to the head, audited as a list', async () => {
    const { status, body, headers } = await world.onPeople(`/v1/households/${FAMILY}`);
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(householdContract.parse(body)).toEqual(body);
    expect(body.members.map(({ relation }: { relation?: string }) => relation)).toEqual([undefined, 'spouse', 'child']);
    expect(body.members[0]).toMatchObject({ name: '陈*明' });
    expect(world.audited).toMatchObject([{ act: 'list', shown: 3, subject: { kind: 'household', id: FAMILY } }]);
  });

  it('elsewhere is not found, and of members only those of the region are shown', async () => {
    expect((await world.onPeople(`/v1/households/${idOf(502)}`)).status).toBe(404);
    expect((await world.onPeople(`/v1/households/${idOf(502)}/timeline`)).status).toBe(404);
    world.enter(member(3, FAMILY, '330102009'));
    const claims = { ...HERE, region: '330102001' };
    expect((await world.onPeople(`/v1/households/${FAMILY}`, { claims })).body.members).toHaveLength(2);
  });
});

describe('a household', () => {
  it('splits: those who leave found one of their own, and both timelines say so', async () => {
    const { status, body } = await of(FAMILY, 'splits', { memberIds: [idOf(3)], headPersonId: idOf(3) });
    expect(status).toBe(201);
    expect(world.households.get(body.householdId)).toMatchObject({ headPersonId: idOf(3), memberIds: [idOf(3)] });
    expect(world.households.get(FAMILY)).toMatchObject({
      memberIds: [idOf(1), idOf(2)],
      relations: { [idOf(2)]: 'spouse' },
      version: 2,
    });
    expect([homeOf(3), world.people.get(idOf(3))?.person.version]).toEqual([body.householdId, 2]);
    const again = await of(FAMILY, 'splits', { memberIds: [idOf(3)], headPersonId: idOf(3) });
    expect([again.status, again.body]).toEqual([201, body]);
    const lines = await world.onPeople(`/v1/households/${FAMILY}/timeline`);
    expect(lines.body.items).toMatchObject([{ kind: 'household', actor: 'official-1' }]);
  });

  it('does not split off nobody, everybody or a stranger', async () => {
    const everybody = [idOf(1), idOf(2), idOf(3)];
    const code = async (body: object) => {
      const answer = await of(FAMILY, 'splits', body);
      return [answer.status, answer.body.code];
    };
    expect(await code({ memberIds: everybody, headPersonId: idOf(1) })).toEqual([409, 'household-left-empty']);
    expect(await code({ memberIds: [idOf(4)], headPersonId: idOf(4) })).toEqual([409, 'not-a-member']);
    expect(await code({ memberIds: [idOf(3)], headPersonId: idOf(1) })).toEqual([409, 'not-a-member']);
    expect((await code({ memberIds: [], headPersonId: idOf(1) }))[0]).toBe(400);
  });

  it('takes another one in whole, which is history then', async () => {
    const { status, body } = await of(FAMILY, 'merges', { householdId: OTHERS });
    expect([status, body]).toEqual([200, { householdId: FAMILY, version: 2 }]);
    expect(world.households.get(OTHERS)).toMatchObject({ memberIds: [], mergedInto: FAMILY, version: 2 });
    expect(homeOf(4)).toBe(FAMILY);
    const elsewhere = await of(FAMILY, 'merges', { householdId: idOf(502) }, { key: 'another-key-of-letters' });
    expect(elsewhere.status).toBe(404);
    const same = await of(FAMILY, 'merges', { householdId: FAMILY }, { key: 'a-third-key-of-letters' });
    expect([same.status, same.body.code]).toEqual([409, 'household-same']);
  });

  it('takes over a member, changes its head, and moves as a whole to another county', async () => {
    expect((await of(OTHERS, 'transfers', { personId: idOf(3) })).body).toEqual({ householdId: OTHERS, version: 2 });
    expect([homeOf(3), world.households.get(FAMILY)?.memberIds]).toEqual([OTHERS, [idOf(1), idOf(2)]]);
    await of(FAMILY, 'transfers', { headPersonId: idOf(2) }, { key: 'another-key-of-letters' });
    expect(world.households.get(FAMILY)).toMatchObject({ headPersonId: idOf(2), version: 3 });
    const moved = await of(FAMILY, 'transfers', { regionCode: '330105001' }, { key: 'a-third-key-of-letters' });
    expect(moved.status).toBe(200);
    expect(world.sent.map(({ type, regionCode }) => [type, regionCode])).toEqual([
      ['person.handed-over', '330102001'],
      ['person.handed-over', '330105001'],
      ['person.handed-over', '330102001'],
      ['person.handed-over', '330105001'],
    ]);
    expect(new Set(world.sent.map(({ id }) => id)).size).toBe(4);
    expect((await world.onPeople(`/v1/households/${FAMILY}`)).status).toBe(404);
  });

  it('is asked for exactly one transfer, and over the version that was read', async () => {
    for (const body of [{}, { personId: idOf(4), regionCode: '330105001' }, { regionCode: '330199' }]) {
      expect((await of(FAMILY, 'transfers', body)).status).toBe(400);
    }
    const stale = await of(FAMILY, 'transfers', { headPersonId: idOf(2) }, { headers: { 'if-match': '"9"' } });
    expect([stale.status, stale.headers['etag']]).toEqual([412, '"1"']);
    expect((await of(FAMILY, 'transfers', { personId: idOf(5) })).status).toBe(404);
  });
});
