import { createHmac, randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { outboxStore } from '#shared/adapters/dynamodb/outbox-store.ts';
import { escalationStore } from '#shared/adapters/dynamodb/work-order-escalation.ts';
import { workOrderKey } from '#shared/adapters/dynamodb/work-order-item.ts';
import { workOrderStore } from '#shared/adapters/dynamodb/work-orders.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { requestCorrection } from '#shared/domain/discovery/correction.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { objectTo } from '#shared/domain/discovery/object.ts';
import { addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import { giveFeedback } from '#shared/domain/work-orders/decide.ts';
import { escalate } from '#shared/domain/work-orders/escalate.ts';
import { extend } from '#shared/domain/work-orders/extend.ts';
import { giveBack, transfer } from '#shared/domain/work-orders/hand-over.ts';
import { decideMerge } from '#shared/domain/work-orders/merge.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import type { WorkOrderChange } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import type { Urgency } from '#shared/reference/words.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';

const INDEXES = [
  { name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] },
  { name: 'ledger', partition: 'ledgerPk', sort: 'ledgerSk', carries: ['regionCode', 'state'] },
];
const NOW = new Date('2026-11-24T02:00:00.000Z');
const POLICY = policyFor('2026-11-24');

const openHouse = async () => {
  const [{ table: intake, client }, { table: cases }, { table: registry }] = await Promise.all([
    createTable(),
    createTable({ indexes: INDEXES }),
    createTable(),
  ]);
  const kms = new OneKeyKms();
  const sealer = fieldSealer(kms, 'key');
  const tokens = { idKey: async () => (text: string) => createHmac('sha256', 'k').update(text).digest('base64url') };
  return {
    intake: intakeStore(client, { intake, cases }, sealer),
    orders: workOrderStore({
      client,
      tables: { intake, cases },
      opener: fieldOpener(kms),
      people: { client, table: registry, sealer, tokens, sealedOf: async () => undefined },
    }),
    escalation: escalationStore(client, cases),
    /** What an older or newer writer might leave: open, by the index, and not to be read. */
    spoil: async (workOrderId: string) => {
      await client.send(
        new UpdateCommand({
          TableName: cases,
          Key: workOrderKey(workOrderId),
          UpdateExpression: 'REMOVE timeline',
        }),
      );
    },
    outbox: outboxStore(client, [cases]),
  };
};
type House = Awaited<ReturnType<typeof openHouse>>;

const mark = () => ({ keyMac: randomUUID(), bodyMac: 'b', answer: {}, expiresAt: 2_000_000_000 });
const act = (now = NOW) => ({
  actor: 'official-1',
  now,
  messageId: newMessageId(),
  issuedMessageId: newMessageId(),
  workOrderId: newId(),
});

describeOnDynoxide('the loop on DynamoDB', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  const report = async (regionCode: string, now = NOW, urgency: Urgency = 'normal') => {
    const ids = { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() };
    const subject = { name: '陈小明', address: '人民路 1 号', regionCode, situations: ['illness'] as const };
    const submission = submitReport({ subject, urgency }, POLICY, ids, now);
    expect(await house.intake.submit(submission, mark())).toBe('stored');
    return ids;
  };
  const find = async (id: string): Promise<KnownWorkOrder> => {
    const known = await house.orders.find(id);
    if (known === undefined) throw new Error('no such order');
    return known;
  };
  type Decided = { readonly ok: true; readonly value: WorkOrderChange } | { readonly ok: false };
  const save = (decided: Decided, notes = {}) => {
    if (!decided.ok) throw new Error('refused');
    return house.orders.save({ change: decided.value, notes, mark: mark() });
  };

  it('a transfer is one write: closed here, sealed anew there, and the report points to it', async () => {
    const { workOrderId, trackingCode } = await report('330102001');
    const { order, subject } = await find(workOrderId);
    const by = { policy: POLICY, act: act() };
    const decided = transfer(order, subject, { regionCode: '330106002', exists: true }, by);
    expect(await save(decided, { handOverReason: '搬走了。' })).toBe('saved');
    expect(await save(decided)).toBe('stale');
    const there = await find(by.act.workOrderId);
    expect(there.subject).toMatchObject({ name: '陈小明', address: '人民路 1 号', handOverReason: '搬走了。' });
    expect(await house.intake.findReport(trackingCode)).toMatchObject({
      workOrderId: by.act.workOrderId,
      regionCode: '330106002',
      status: 'being-verified',
      version: 2,
    });
    const waiting = (await house.outbox.waitingSince(new Date(Date.now() + 60_000), 100)).map(({ message }) => message);
    const about = waiting.filter(({ subject: { id } }) => [workOrderId, by.act.workOrderId].includes(id));
    expect(about.map(({ type }) => type).toSorted()).toEqual([
      'work-order.issued',
      'work-order.issued',
      'work-order.transferred',
    ]);
  });

  it('what was returned lies with the prefecture, in the lists of its officials and of nobody below', async () => {
    const { workOrderId } = await report('330203001');
    const { order, subject } = await find(workOrderId);
    const by = { policy: POLICY, act: act() };
    expect(await save(giveBack(order, subject, by))).toBe('saved');
    const listed = async (regionCode: string) =>
      (await house.orders.list({ regionCode, view: 'open', limit: 50 })).items.map((known) => known.order.workOrderId);
    expect(await listed('330200')).toContain(by.act.workOrderId);
    expect(await listed('330000')).toContain(by.act.workOrderId);
    expect(await listed('330203')).toEqual([]);
  });

  it('an extension moves the deadline of the report that it began with, and leaves those merged into it', async () => {
    const own = await report('330205001');
    const other = await report('330205001');
    const { order } = await find(own.workOrderId);
    const decided = extend({ ...order, alsoReported: [other.trackingCode] }, POLICY, act());
    expect(await save(decided)).toBe('saved');
    expect(await house.intake.findReport(own.trackingCode)).toMatchObject({ dueAt: '2026-12-08T15:59:59.999Z' });
    expect(await house.intake.findReport(other.trackingCode)).toMatchObject({ dueAt: order.dueAt, version: 1 });
    const extended = (await find(own.workOrderId)).order;
    expect(await save(giveFeedback(extended, { outcome: 'unfounded' }, undefined, act()))).toBe('saved');
    for (const { trackingCode } of [own, other]) {
      expect(await house.intake.findReport(trackingCode)).toMatchObject({ status: 'closed', result: 'not-confirmed' });
    }
  });

  it('an objection is made once, of many at a time; inside it shows the subject, and whose finding it was', async () => {
    const { workOrderId, trackingCode } = await report('330106002');
    const { order } = await find(workOrderId);
    expect(await save(giveFeedback(order, { outcome: 'unfounded' }, undefined, act()))).toBe('saved');
    const closed = await house.intake.findReport(trackingCode);
    if (closed === undefined) throw new Error('no such report');
    const ways = Array.from({ length: 5 }, () => ({ workOrderId: newId(), messageId: newMessageId(), now: NOW }));
    const outcomes = await Promise.all(
      ways.map(async (by) => {
        const decided = objectTo(closed, '家里没有人。', POLICY, by);
        return decided.ok ? house.intake.object(decided.value, mark()) : undefined;
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    const reopened = await house.intake.findReport(trackingCode);
    expect(reopened).toMatchObject({ status: 'received', objected: true });
    expect(reopened?.result).toBeUndefined();
    const again = await find(reopened?.workOrderId ?? '');
    expect(again.order).toMatchObject({ origin: 'objection', follows: workOrderId, answeredBy: 'official-1' });
    expect(again.subject).toMatchObject({ name: '陈小明', address: '人民路 1 号', objectionReason: '家里没有人。' });
    expect(giveFeedback(again.order, { outcome: 'unfounded' }, undefined, act())).toMatchObject({
      error: { code: 'same-official' },
    });
  });

  it('overdue orders are found by the index, and each level is written once of two that try at once', async () => {
    const { workOrderId } = await report('330281001');
    const later = new Date('2026-12-02T02:00:00.000Z');
    const found = async (now: Date) =>
      (await house.escalation.overdue({ regionCode: '330281', now: now.toISOString() })).orders;
    expect(await found(NOW)).toEqual([]);
    const [order] = await found(later);
    if (order === undefined) throw new Error('not found');
    expect(order.workOrderId).toBe(workOrderId);
    const tries = [1, 2].map(() => escalate(order, POLICY, { actor: 'system', now: later, messageId: newMessageId() }));
    const outcomes = await Promise.all(
      tries.map(async (told) => (told === undefined ? undefined : house.escalation.save(told))),
    );
    expect(outcomes.toSorted()).toEqual(['saved', 'stale']);
    const told = await find(workOrderId);
    expect(told.order).toMatchObject({ escalation: { level: 'county' }, version: 2 });
    expect(told.subject.name).toBe('陈小明');
    expect(escalate(told.order, POLICY, { actor: 'system', now: later, messageId: 'M' })).toBeUndefined();
  });

  it('an overdue order that cannot be read is named, or nobody would ever hear of it', async () => {
    const [spoilt, sound] = [await report('330282001'), await report('330282001')];
    await house.spoil(spoilt.workOrderId);
    const found = await house.escalation.overdue({ regionCode: '330282', now: '2026-12-02T02:00:00.000Z' });
    expect(found.orders.map(({ workOrderId }) => workOrderId)).toEqual([sound.workOrderId]);
    expect(found).toMatchObject({ unreadable: [spoilt.workOrderId] });
  });

  it('an objection to what became of a correction is about the same person: their own log finds it by that', async () => {
    const ids = { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() };
    const first = { personId: newId(), householdId: newId(), regionCode: '330109001', birthYear: 1949 };
    const { person } = addPerson(first, discoveryEntry('W0', NOW), { messageId: newMessageId() }, NOW);
    const known = { person, identity: { idNumber: '11010519491231002X', name: '陈小明' } };
    const asked = requestCorrection({ field: 'phone', text: '换了号码。' }, known, { policy: POLICY, ids }, NOW);
    expect(await house.intake.submit(asked, mark())).toBe('stored');
    expect(await save(giveFeedback(asked.workOrder, { outcome: 'unfounded' }, undefined, act()))).toBe('saved');
    const closed = await house.intake.findReport(ids.trackingCode);
    if (closed === undefined) throw new Error('no such report');
    const by = { workOrderId: newId(), messageId: newMessageId(), now: NOW };
    const objection = objectTo(closed, '号码是对的。', POLICY, by);
    expect(objection.ok && (await house.intake.object(objection.value, mark()))).toBe('stored');
    expect((await find(by.workOrderId)).order).toMatchObject({ origin: 'objection', personId: first.personId });
  });

  it('a new clock is told to each reporter by the length of their own, whoever else reported more urgently', async () => {
    const [own, other] = [await report('330110001'), await report('330110001', NOW, 'urgent')];
    const [main, urgent] = [await find(own.workOrderId), await find(other.workOrderId)];
    const decided = decideMerge(urgent, main, { now: NOW, closedMessageId: 'C', mainMessageId: 'N' });
    if (decided.kind !== 'merge') throw new Error('not merged');
    const { order, subject } = { ...main, order: { ...decided.main, version: main.order.version } };
    const by = { policy: POLICY, act: act() };
    expect(await save(transfer(order, subject, { regionCode: '330106002', exists: true }, by))).toBe('saved');
    expect((await find(by.act.workOrderId)).order.dueAt).toBe('2026-11-25T15:59:59.999Z');
    expect(await house.intake.findReport(other.trackingCode)).toMatchObject({ dueAt: '2026-11-25T15:59:59.999Z' });
    expect(await house.intake.findReport(own.trackingCode)).toMatchObject({ dueAt: '2026-12-01T15:59:59.999Z' });
  });
});
