import { createHmac } from 'node:crypto';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { findDuplicates } from '#functions/identity/find-duplicates-queue/find-duplicates.ts';
import { createHandler } from '#functions/identity/official-http/door.ts';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { duplicateFinder } from '#shared/adapters/dynamodb/duplicate-finder.ts';
import { identityStore } from '#shared/adapters/dynamodb/identity.ts';
import { personWrites } from '#shared/adapters/dynamodb/person-writes.ts';
import {
  readHousehold,
  readPersonRecord,
  registryMatcher,
  registryReader,
} from '#shared/adapters/dynamodb/registry.ts';
import { householdItem } from '#shared/adapters/dynamodb/registry-item.ts';
import { registryStore } from '#shared/adapters/dynamodb/registry-store.ts';
import { transact } from '#shared/adapters/dynamodb/transaction.ts';
import { newId, newMessageId } from '#shared/adapters/random.ts';
import { duplicateList } from '#shared/contracts/identity.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { createPerson } from '#shared/domain/registry/change.ts';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';
import { type Call, eventOf } from '../functions/work-orders/casework-world.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const CASES = [
  { name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] },
  { name: 'ledger', partition: 'ledgerPk', sort: 'ledgerSk', carries: ['regionCode', 'state'] },
];
const REGISTRY = [
  { name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] },
  { name: 'name', partition: 'namePk', sort: 'nameSk' },
];
const REVIEWER = { sub: 'reviewer-1', region: '330102', roles: '[caseworker reviewer]' };
const number = (first17: string) => first17 + idNumberCheckCharacter(first17);
const ONE = number('33010219491231002');
const TWO = number('33010219491231019');
const { registry: policy } = policyFor('2026-11-24');
const log = { info: () => undefined, error: () => undefined };
const hmac = (purpose: string) => (text: string) =>
  createHmac('sha256', purpose).update(text, 'utf8').digest('base64url');

const openHouse = async () => {
  const [{ table: registry, client }, { table: cases }] = await Promise.all([
    createTable({ indexes: REGISTRY }),
    createTable({ indexes: CASES }),
  ]);
  const kms = new OneKeyKms();
  const [sealer, opener] = [fieldSealer(kms, 'key'), fieldOpener(kms)];
  const tokens = { idKey: async () => hmac('id'), nameKeys: async () => [hmac('name')] as const };
  const parts = { client, tables: { registry, cases }, sealer, opener, tokens };
  const reader = registryReader({ client, table: registry, opener, tokens });
  const finder = duplicateFinder(parts);
  const audited: AuditEntry[] = [];
  const handler = createHandler({
    store: identityStore(parts),
    finder,
    registry: reader,
    audit: { append: async (entry) => void audited.push(entry) },
    policy: () => policy,
    clock: () => NOW,
    newId,
    newMessageId,
    macs: { idempotency: async (text) => hmac('mark')(text), cursor: async (text) => hmac('cursor')(text) },
    log,
  });
  const enter = async (idNumber: string, name: string, list: string) => {
    const first = { personId: newId(), householdId: newId(), regionCode: '330102001051', birthYear: 1949 };
    const entry = {
      source: 'trade-union',
      sourceKey: list,
      layer: 'suspected',
      category: 'hardship-worker',
      from: '2026-01-01',
    } as const;
    const act = { actor: 'system', now: NOW, messageId: newMessageId() };
    const created = createPerson(first, [{ kind: 'put-entry', entry }], act, policy);
    if (!created.ok) throw new Error(created.error.code);
    const sealedOf = async (personId: string) => (await readPersonRecord(client, registry, personId))?.sealed;
    const writer = { client, table: registry, sealer, tokens, sealedOf };
    expect((await transact(client, await personWrites(writer, created.value, { idNumber, name }))).size).toBe(0);
    await findDuplicates(first.personId, { finder, clock: () => NOW, log });
    return first.personId;
  };
  const call = async (path: string, given: Call = {}) => {
    const answer = await handler(eventOf(path, { claims: REVIEWER, key: newId(), ...given }), {} as Context);
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') };
  };
  const open = async () => duplicateList.parse((await call('/v1/duplicates')).body).items;
  const decide = (duplicateId: string, body: object, given: Call = {}) =>
    call(`/v1/duplicates/${duplicateId}/decision`, { body, ...given });
  const find = (personId: string) => findDuplicates(personId, { finder, clock: () => NOW, log });
  const { notesOf } = registryStore({ ...parts, table: registry });
  const { recordOf } = registryMatcher(client, registry, tokens);
  return { recordOf, client, registry, cases, reader, notesOf, enter, find, audited, call, open, decide };
};
let house: Awaited<ReturnType<typeof openHouse>>;
beforeEach(async () => {
  house = await openHouse();
});

describeOnDynoxide('records that may be of one person', () => {
  const twoRecords = async () => {
    const one = await house.enter(ONE, '陈小明', 'list-1');
    const two = await house.enter(TWO, '陈晓明', 'list-2');
    const [suspected] = await house.open();
    if (suspected === undefined) throw new Error('nothing is suspected');
    return { one, two, suspected };
  };

  it('are put before a reviewer once, with what speaks for it, and masked', async () => {
    const { one, two, suspected } = await twoRecords();
    expect(suspected.reasons.map(({ code }) => code)).toEqual(['same-reading', 'same-birth-day', 'same-township']);
    expect(suspected.people.map(({ personId }) => personId).sort()).toEqual([one, two].sort());
    expect(JSON.stringify(suspected)).not.toMatch(/小明|晓明|19491231/);
    expect(await house.open()).toHaveLength(1);
  });

  it('merged, leave one that both numbers find; unmerged, each finds its own again', async () => {
    const { one, two, suspected } = await twoRecords();
    const merged = await house.decide(suspected.duplicateId, { decision: 'merge', survivorId: one, note: '同一人' });
    expect(merged).toMatchObject({ status: 200, body: { state: 'merged', survivorId: one, version: 2 } });
    expect((await house.reader.findByIdNumber(TWO))?.person.personId).toBe(one);
    expect([await house.recordOf(ONE), await house.recordOf(TWO)]).toEqual([one, two]);
    const survivor = await house.reader.findPerson(one);
    expect(survivor?.person.entries.map(({ sourceKey }) => sourceKey)).toEqual(['list-1', 'list-2']);
    expect(survivor?.person.mergedFrom).toEqual([two]);
    expect((await house.reader.findPerson(two))?.person).toMatchObject({ layer: 'exited', mergedInto: one });
    expect(await house.open()).toEqual([]);

    const undone = await house.decide(suspected.duplicateId, { decision: 'unmerge', note: '不是同一人' });
    expect(undone).toMatchObject({ status: 200, body: { state: 'apart', version: 3 } });
    expect((await house.reader.findByIdNumber(TWO))?.person).toMatchObject({ personId: two, layer: 'suspected' });
    expect([await house.recordOf(ONE), await house.recordOf(TWO)]).toEqual([one, two]);
    expect((await house.reader.findByIdNumber(ONE))?.person.entries).toMatchObject([{ sourceKey: 'list-1' }]);
    const { Items = [] } = await house.client.send(new ScanCommand({ TableName: house.registry }));
    const lines = Items.filter(({ sk }) => String(sk).startsWith('T#'));
    const other = (await house.reader.findPerson(two))?.person.householdId;
    expect(new Set(lines.map(({ pk }) => pk))).toEqual(new Set([`P#${one}`, `P#${two}`, `H#${other}`]));
    const { Items: cases } = await house.client.send(new ScanCommand({ TableName: house.cases }));
    expect(JSON.stringify(cases)).not.toMatch(/同一人/);
  });

  it('unmerged, the one that comes back founds a household where its own went to another county meanwhile', async () => {
    const { one, two, suspected } = await twoRecords();
    const householdId = (await house.reader.findPerson(two))?.person.householdId ?? '';
    await house.decide(suspected.duplicateId, { decision: 'merge', survivorId: one });
    await house.client.send(
      new PutCommand({
        TableName: house.registry,
        Item: householdItem({ householdId, regionCode: '330105001', headPersonId: 'c', memberIds: ['c'], version: 7 }),
      }),
    );
    expect((await house.decide(suspected.duplicateId, { decision: 'unmerge' })).status).toBe(200);
    const back = (await house.reader.findPerson(two))?.person;
    const home = await readHousehold(house.client, house.registry, back?.householdId ?? '');
    expect(home).toMatchObject({ regionCode: '330102001051', headPersonId: two, memberIds: [two] });
    expect(await readHousehold(house.client, house.registry, householdId)).toMatchObject({ memberIds: ['c'] });
  });

  it('kept apart, are not suspected again', async () => {
    const { two, suspected } = await twoRecords();
    expect((await house.decide(suspected.duplicateId, { decision: 'apart' })).status).toBe(200);
    await house.enter(number('33010219491231035'), '陈小明', 'list-3');
    const again = await house.open();
    expect(again).toHaveLength(2);
    expect(again.map(({ duplicateId }) => duplicateId)).not.toContain(suspected.duplicateId);
    expect(again.every(({ people }) => people.some(({ personId }) => personId !== two))).toBe(true);
  });

  it('are decided once, by a reviewer of the region, for a record of the pair', async () => {
    const { one, suspected } = await twoRecords();
    const merge = { decision: 'merge', survivorId: one };
    const caseworker = { claims: { ...REVIEWER, roles: '[caseworker]' } };
    expect((await house.decide(suspected.duplicateId, merge, caseworker)).status).toBe(403);
    const elsewhere = { claims: { ...REVIEWER, region: '330105' } };
    expect((await house.decide(suspected.duplicateId, merge, elsewhere)).status).toBe(404);
    const stranger = await house.decide(suspected.duplicateId, { ...merge, survivorId: newId() });
    expect(stranger).toMatchObject({ status: 422, body: { code: 'survivor-unknown' } });
    const key = newId();
    const [first, second] = [
      await house.decide(suspected.duplicateId, merge, { key }),
      await house.decide(suspected.duplicateId, merge, { key }),
    ];
    expect(second).toEqual(first);
    expect(await house.decide(suspected.duplicateId, merge)).toMatchObject({
      status: 409,
      body: { code: 'duplicate-state' },
    });
  });
});

describeOnDynoxide('somebody without an identity number', () => {
  const found = { name: '小宝', regionCode: '330102001', birthYear: 2024, source: 'visit' };

  it('is recorded at once, as a suspected case, and gets a number later without losing anything', async () => {
    const created = await house.call('/v1/people', { body: found });
    expect(created).toMatchObject({ status: 201, body: { version: 1 } });
    const { personId } = created.body;
    expect((await house.reader.findPerson(personId))?.person).toMatchObject({ layer: 'suspected', provisional: true });
    const childs = number('33010220240415003');
    const body = { idNumber: childs, evidence: '户口簿' };
    const linked = await house.call(`/v1/people/${personId}/identity`, { body });
    expect(linked).toMatchObject({ status: 200, body: { personId, version: 2 } });
    const known = await house.reader.findByIdNumber(childs);
    expect(known?.person).toMatchObject({ personId, layer: 'suspected', entries: [{ source: 'visit' }] });
    expect(known?.person.provisional).toBeUndefined();
    expect(known?.identity).toMatchObject({ name: '小宝', idNumber: childs });
    expect(await house.notesOf(personId)).toEqual([{ id: expect.any(String), at: NOW.toISOString(), note: '户口簿' }]);
    const { body: again } = await house.call(`/v1/people/${personId}/identity`, { body });
    expect(again).toMatchObject({ status: 409, code: 'identity-known' });
  });

  it('whose number turns out to be known goes before a reviewer, who merges the two', async () => {
    const known = await house.enter(ONE, '陈小明', 'list-1');
    const { body: provisional } = await house.call('/v1/people', { body: { ...found, birthYear: 1949 } });
    const link = { body: { idNumber: ONE, evidence: '本人身份证' } };
    const taken = await house.call(`/v1/people/${provisional.personId}/identity`, link);
    expect(taken).toMatchObject({ status: 409, body: { code: 'identity-taken' } });
    expect(house.audited).toMatchObject([{ act: 'search', subject: { kind: 'person', id: known }, shown: 0 }]);
    const [suspected] = await house.open();
    expect(suspected?.reasons.map(({ code }) => code)).toEqual(['same-number']);
    const duplicateId = suspected?.duplicateId ?? '';
    const wrong = await house.decide(duplicateId, { decision: 'merge', survivorId: provisional.personId });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'survivor-number' } });
    expect((await house.decide(duplicateId, { decision: 'merge', survivorId: known })).status).toBe(200);
    const survivor = await house.reader.findByIdNumber(ONE);
    expect(survivor?.person.entries.map(({ source }) => source)).toEqual(['trade-union', 'visit']);
  });

  it('who was kept apart before goes before a reviewer again with the number, and is kept apart for good then', async () => {
    await house.enter(ONE, '小宝', 'list-1');
    const { personId } = (await house.call('/v1/people', { body: { ...found, birthYear: 1949 } })).body;
    await house.find(personId);
    const link = () => house.call(`/v1/people/${personId}/identity`, { body: { idNumber: ONE, evidence: '户口簿' } });
    const codes = async () => (await house.open()).map(({ reasons }) => reasons.map(({ code }) => code));
    expect(await codes()).toEqual([['same-name', 'same-birth-year', 'same-township']]);
    const duplicateId = (await house.open())[0]?.duplicateId ?? '';
    await house.decide(duplicateId, { decision: 'apart' });
    expect(await codes()).toEqual([]);
    expect((await link()).body.code).toBe('identity-taken');
    expect(await codes()).toEqual([['same-name', 'same-birth-year', 'same-township', 'same-number']]);
    expect((await house.decide(duplicateId, { decision: 'apart' })).status).toBe(200);
    expect((await link()).body.code).toBe('identity-taken');
    expect(await codes()).toEqual([]);
  });

  it('is not recorded outside the region, or where there is none', async () => {
    expect((await house.call('/v1/people', { body: { ...found, regionCode: '330105001' } })).status).toBe(403);
    const { body: nowhere } = await house.call('/v1/people', { body: { ...found, regionCode: '330102999' } });
    expect(nowhere).toMatchObject({ status: 400, errors: [{ path: '/regionCode' }] });
  });
});
