import { createHmac, randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { caseLines } from '#shared/adapters/dynamodb/case-lines.ts';
import { personWrites } from '#shared/adapters/dynamodb/person-writes.ts';
import { readPersonRecord, registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { dueBook } from '#shared/adapters/dynamodb/registry-due.ts';
import { type HouseholdLoad, loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { nameSearch } from '#shared/adapters/dynamodb/registry-names.ts';
import { registryStore } from '#shared/adapters/dynamodb/registry-store.ts';
import { timelineReader } from '#shared/adapters/dynamodb/timeline.ts';
import { transact } from '#shared/adapters/dynamodb/transaction.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { changePerson, createPerson } from '#shared/domain/registry/change.ts';
import { splitHousehold } from '#shared/domain/registry/households.ts';
import type { PersonChange, PersonState, RegistryCommand } from '#shared/domain/registry/types.ts';
import { addDays } from '#shared/kernel/time.ts';
import { createTable, describeOnDynoxide, meterOf } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';
import { actOn, aListing, anEntry, policy, TODAY } from '../unit/registry/some-entries.ts';

const INDEXES = [
  { name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] },
  { name: 'name', partition: 'namePk', sort: 'nameSk' },
  { name: 'due', partition: 'duePk', sort: 'dueSk' },
];

const mac = (key: string) => (text: string) => `1.${createHmac('sha256', key).update(text).digest('base64url')}`;
const tokens = { idKey: async () => mac('ids'), nameKeys: async () => [mac('names')] as const };

const openHouse = async () => {
  const { table, client } = await createTable({ indexes: INDEXES });
  const { table: cases } = await createTable({
    indexes: [{ name: 'person', partition: 'personKey', sort: 'ledgerSk' }],
  });
  const kms = new OneKeyKms();
  const parts = { client, table, opener: fieldOpener(kms), sealer: fieldSealer(kms, 'key'), tokens };
  const sealedOf = async (id: string) => (await readPersonRecord(client, table, id))?.sealed;
  return { ...parts, cases, sealedOf, store: registryStore(parts), reader: registryReader(parts) };
};
type House = Awaited<ReturnType<typeof openHouse>>;

const made = (outcome: ReturnType<typeof changePerson>): PersonChange => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};
const act = (day = TODAY) => actOn(day, { messageId: newMessageId() });

type Enter = { readonly name?: string; readonly regionCode?: string; readonly birthYear?: number };
const put = (until?: string): RegistryCommand => ({
  kind: 'put-entry',
  entry: aListing(until === undefined ? {} : { until }),
});

/** A new person with a listing, written as a source writes them. */
const enter = async (
  house: House,
  { name = '陈小明', regionCode = '330102001', birthYear = 1960 }: Enter,
  until?: string,
) => {
  const first = { personId: newId(), householdId: newId(), regionCode, birthYear };
  const change = made(createPerson(first, [put(until)], act(), policy));
  const identity = { idNumber: randomUUID(), name, phone: '13800001234', address: '人民路一号三单元四零二室' };
  expect((await transact(house.client, await personWrites(house, change, identity))).size).toBe(0);
  return change.person;
};

const change = async (house: House, before: PersonState, ...commands: readonly RegistryCommand[]) => {
  const decided = made(changePerson(before, commands, act(), policy));
  expect(await house.store.save({ people: [decided], households: [] })).toBe('saved');
  return decided.person;
};

describeOnDynoxide('the registry on DynamoDB', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  it('reads back everything that a person holds', async () => {
    const person = await enter(house, {});
    const risk = { kind: 'unemployment', source: 'visit', sourceKey: 'v', day: TODAY, reportedBy: 'o' } as const;
    const after = await change(
      house,
      person,
      { kind: 'add-risk', risk },
      { kind: 'set-hold', layer: 'suspected', until: '2026-12-31' },
      { kind: 'move', regionCode: '330105001' },
      { kind: 'put-entry', entry: anEntry({ list: 'L', period: '2026', department: 'civil-affairs' }) },
    );
    const known = await house.reader.findPerson(person.personId);
    expect(known?.person).toEqual(after);
    expect(known?.identity.name).toBe('陈小明');
  });

  it('finds by name in a county, homophones after the exact name, whoever moved among them no longer', async () => {
    const names = nameSearch(house);
    const at = { regionCode: '330108001' };
    const exact = await enter(house, { ...at, name: '单晓敏', birthYear: 1970 });
    const alike = await enter(house, { ...at, name: '单小民', birthYear: 1950 });
    await enter(house, { ...at, name: '单大民' });
    await enter(house, { regionCode: '330106001', name: '单晓敏' });
    const query = { name: '单晓敏', regionCode: '330108', limit: 50 };
    const found = async (over: object = {}) =>
      (await names.findByName({ ...query, ...over })).map(({ person }) => person.personId);
    expect(await found()).toEqual([exact.personId, alike.personId]);
    expect(await found({ birthYear: 1950 })).toEqual([alike.personId]);
    expect(await found({ regionCode: '330108002' })).toEqual([]);
    expect(await found({ regionCode: '330100' })).toHaveLength(3);
    await change(house, exact, { kind: 'move', regionCode: '330109001' });
    expect(await found()).toEqual([alike.personId]);
    expect(await found({ regionCode: '330109' })).toEqual([exact.personId]);
  });

  it('finds who is due by day, the longest due first, until they are derived anew', async () => {
    const book = dueBook(house.client, house.table);
    const dues = ['2026-11-22', '2026-11-20', '2026-11-23', '2026-11-24'];
    const ids: string[] = [];
    for (const until of dues) ids.push((await enter(house, { regionCode: '330110001' }, addDays(until, 100))).personId);
    const day = addDays('2026-11-24', 100);
    const first = await book.dueIn({ countyCode: '330110', day, limit: 2 });
    expect(first.personIds).toEqual([ids[1], ids[0]]);
    const second = await book.dueIn({ countyCode: '330110', day, limit: 2, after: first.next ?? '' });
    expect([second.personIds, second.next]).toEqual([[ids[2]], undefined]);
    const person = await book.find(ids[1] ?? '');
    if (person === undefined) throw new Error('nobody');
    const passed = made(changePerson(person, [{ kind: 'pass-day' }], act(day), policy));
    expect([await book.save(passed), await book.save(passed)]).toEqual(['saved', 'stale']);
    expect((await book.dueIn({ countyCode: '330110', day, limit: 9 })).personIds).toEqual([ids[0], ids[2]]);
    expect((await house.reader.findPerson(person.personId))?.person.layer).toBe('exited');
  });

  it('keeps the timeline in order, page by page, and up to a hand-over', async () => {
    let person = await enter(house, {});
    for (const n of [1, 2, 3]) {
      person = await change(
        house,
        person,
        { kind: 'correct', fields: ['note'] },
        { kind: 'move', regionCode: `33010200${n + 1}` },
      );
    }
    const reader = timelineReader(house.client, house.table);
    const subject = { kind: 'person', id: person.personId } as const;
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await reader.lines({ subject, limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.lines.map(({ at, id }) => `${at}#${id}`));
      after = page.more ? seen.at(-1) : undefined;
    } while (after !== undefined);
    expect(seen).toHaveLength(8);
    expect(seen).toEqual(seen.toSorted());
    expect((await reader.lines({ subject, until: '2026-01-01T00:00:00.000Z', limit: 9 })).lines).toEqual([]);
    expect(await caseLines(house.client, house.cases).linesOf(person.personId)).toEqual([]);
  });

  it('changes a household and its members together, or not at all', async () => {
    const one = await enter(house, {});
    const other = await enter(house, {});
    const household = await house.store.findHousehold(one.householdId);
    if (household === undefined) throw new Error('no household');
    const both = { ...household, memberIds: [one.personId, other.personId], version: 2 };
    expect(await house.store.save({ people: [], households: [{ household: both, since: 1, timeline: [] }] })).toBe(
      'saved',
    );
    const members = await house.store.findPeople(both.memberIds);
    const wanted = { memberIds: [other.personId], headPersonId: other.personId, householdId: newId() };
    const split = splitHousehold({ household: both, members }, wanted, { act: act(), policy });
    if (!split.ok) throw new Error(split.error.code);
    await change(house, other, { kind: 'correct', fields: ['phone'] });
    expect(await house.store.save(split.value)).toBe('stale');
    expect(await house.store.findHousehold(wanted.householdId)).toBeUndefined();
    const again = splitHousehold({ household: both, members: await house.store.findPeople(both.memberIds) }, wanted, {
      act: act(),
      policy,
    });
    if (!again.ok) throw new Error(again.error.code);
    expect(await house.store.save(again.value)).toBe('saved');
    expect(await house.store.findHousehold(wanted.householdId)).toMatchObject({ memberIds: [other.personId] });
  });

  it('marks the household of a person who died, where it is found by its day', async () => {
    const person = await enter(house, { regionCode: '330127001' });
    await change(house, person, { kind: 'record-death', day: '2026-11-20', source: 'visit' });
    expect(await house.store.findHousehold(person.householdId)).toMatchObject({
      recheckDueOn: '2027-02-20',
      version: 2,
    });
  });

  it.each([
    ['2026-11-20', '2026-10-05', '2027-01-05'],
    ['2026-10-05', '2026-11-20', '2027-01-05'],
    ['2026-07-05', '2026-11-20', '2027-02-20'],
    ['2026-11-20', '2026-07-05', '2027-02-20'],
    ['2026-07-05', '2026-06-05', '2026-09-05'],
    ['2026-06-05', '2026-07-05', '2026-09-05'],
  ])('has a household checked once for two deaths, on %s and %s, by the first day that is to come', async (...days) => {
    const [head, other] = [await enter(house, {}), await enter(house, {})];
    const { householdId } = head;
    const member = await change(house, other, { kind: 'join-household', householdId });
    const [one, two, dueOn] = days;
    await change(house, head, { kind: 'record-death', day: one, source: 'visit' });
    await change(house, member, { kind: 'record-death', day: two, source: 'visit' });
    expect(await house.store.findHousehold(householdId)).toMatchObject({ recheckDueOn: dueOn, version: 3 });
  });

  it('writes no death over a day of its household that came since it was read', async () => {
    const [head, other] = [await enter(house, {}), await enter(house, {})];
    const { householdId } = head;
    const member = await change(house, other, { kind: 'join-household', householdId });
    const died = (person: PersonState, day: string) =>
      house.store.save({
        people: [made(changePerson(person, [{ kind: 'record-death', day, source: 'visit' }], act(), policy))],
        households: [],
      });
    const outcomes = await Promise.all([died(head, '2026-11-20'), died(member, '2026-10-05')]);
    const again = outcomes[1] === 'stale' ? await died(member, '2026-10-05') : 'saved';
    expect([outcomes.includes('saved'), again]).toEqual([true, 'saved']);
    expect((await house.store.findHousehold(householdId))?.recheckDueOn).toBe('2027-01-05');
  });

  it('keeps phone, notes and reasons of holds encrypted, beside what was there', async () => {
    const person = await enter(house, {});
    const decided = made(changePerson(person, [{ kind: 'correct', fields: ['phone', 'note'] }], act(), policy));
    const { personId } = person;
    const note = { personId, id: newMessageId(), at: decided.person.updatedAt, note: '邻居说', holdReason: '未完' };
    const write = { people: [decided], households: [], fields: { personId, phone: '13911112222' }, note };
    expect(await house.store.save(write)).toBe('saved');
    expect((await house.reader.findPerson(personId))?.identity).toMatchObject({ name: '陈小明', phone: '13911112222' });
    expect(await house.store.notesOf(personId)).toEqual([
      { id: note.id, at: note.at, note: '邻居说', holdReason: '未完' },
    ]);
  });
});

/** A household of two as a load brings it. */
const loadOf = (n: number): HouseholdLoad => {
  const [householdId, head] = [newId(), newId()];
  const members = [head, newId()].map((personId, index) => {
    const first = { personId, householdId, regionCode: '330102001', birthYear: 1960 };
    const { person } = made(
      createPerson(first, [put((2 * n + index) % 5 < 2 ? '2027-01-31' : undefined)], act(), policy),
    );
    const identity = {
      idNumber: randomUUID(),
      name: '陈小明',
      phone: '13800001234',
      address: '人民路一号三单元四零二室',
    };
    return { person, identity };
  });
  const memberIds = members.map(({ person }) => person.personId);
  return { household: { householdId, regionCode: '330102001', headPersonId: head, memberIds, version: 1 }, members };
};

describeOnDynoxide('what the registry costs', () => {
  it('is at most 12 write units for a change that turns the layer, and 6 for a person of a load', async () => {
    const house = await openHouse();
    const person = await enter(house, {});
    const meter = meterOf(house.client);
    const decided = made(changePerson(person, [{ kind: 'put-entry', entry: anEntry() }], act(), policy));
    expect(await house.store.save({ people: [decided], households: [] })).toBe('saved');
    expect(meter.units().write).toBeLessThanOrEqual(12);
    const before = meter.units().write;
    // As in the province: households of two, and two people in five with a day that is due.
    const load = Array.from({ length: 10 }, (_, n) => loadOf(n));
    expect(await loadHouseholds(load, house)).toBe(20);
    // Lookup 1, person 2, index by layer 1, by name 1, by day 0.4, household a half.
    expect((meter.units().write - before) / 20).toBeLessThanOrEqual(6);
  });
});
