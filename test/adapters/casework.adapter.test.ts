import { createHmac, randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { linkedOrders } from '#shared/adapters/dynamodb/linked-orders.ts';
import { mergeStore } from '#shared/adapters/dynamodb/merge-store.ts';
import { outboxStore } from '#shared/adapters/dynamodb/outbox-store.ts';
import { quotaCounter } from '#shared/adapters/dynamodb/quota.ts';
import { readPersonRecord, registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { workOrderStore } from '#shared/adapters/dynamodb/work-orders.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { addEntry, addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import { type accept, giveFeedback } from '#shared/domain/work-orders/decide.ts';
import { transfer } from '#shared/domain/work-orders/hand-over.ts';
import { decideMerge } from '#shared/domain/work-orders/merge.ts';
import type { WorkOrderWrite } from '#shared/domain/work-orders/ports.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';

const CASES_INDEXES = [
  { name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] },
  { name: 'ledger', partition: 'ledgerPk', sort: 'ledgerSk', carries: ['regionCode', 'state'] },
  { name: 'person', partition: 'personKey', sort: 'ledgerSk' },
];
const REGISTRY_INDEXES = [{ name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] }];
const NUMBER = '11010519491231002X';
const NAME = '陈小明';
const NOW = new Date('2026-11-24T02:00:00.000Z');

const openHouse = async () => {
  const [{ table: intake, client }, { table: cases }, { table: registry }] = await Promise.all([
    createTable(),
    createTable({ indexes: CASES_INDEXES }),
    createTable({ indexes: REGISTRY_INDEXES }),
  ]);
  const kms = new OneKeyKms();
  const sealer = fieldSealer(kms, 'key');
  const opener = fieldOpener(kms);
  const tokens = {
    idKey: async () => (text: string) => `1.${createHmac('sha256', 'k').update(text).digest('base64url')}`,
  };
  const sealedOf = async (personId: string) => (await readPersonRecord(client, registry, personId))?.sealed;
  return {
    client,
    tables: { intake, cases, registry },
    intake: intakeStore(client, { intake, cases }, sealer),
    orders: workOrderStore({
      client,
      tables: { intake, cases },
      opener,
      people: { client, table: registry, sealer, tokens, sealedOf },
    }),
    registry: registryReader({ client, table: registry, opener, tokens }),
    merging: mergeStore({ client, tables: { cases }, opener }),
    outbox: outboxStore(client, [cases, registry]),
  };
};
type House = Awaited<ReturnType<typeof openHouse>>;

const mark = (key: string = randomUUID()) => ({ keyMac: key, bodyMac: 'b', answer: {}, expiresAt: 2_000_000_000 });

const report = async (house: House, regionCode = '330102001', now = NOW) => {
  const ids = { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() };
  const subject = { name: NAME, idNumber: NUMBER, phone: '13800000000', regionCode, situations: ['illness'] as const };
  const submission = submitReport({ subject }, policyFor('2026-11-24'), ids, now);
  expect(await house.intake.submit(submission, mark())).toBe('stored');
  return submission;
};

const act = () => ({ actor: 'official-1', now: NOW, messageId: newMessageId() });
const write = (
  step: ReturnType<typeof accept | typeof transfer>,
  more: Partial<WorkOrderWrite> = {},
): WorkOrderWrite => {
  if (!step.ok) throw new Error(step.error.code);
  return { change: step.value, notes: {}, mark: mark(), ...more };
};
const confirmed = { outcome: 'confirmed' } as const;

const findOrder = async (house: House, workOrderId: string) => {
  const known = await house.orders.find(workOrderId);
  if (known === undefined) throw new Error('an order is not there');
  return known;
};

/** The order passed on to another region; the id of the one that begins there. */
const passOn = async (house: House, workOrderId: string, regionCode: string): Promise<string> => {
  const { order, subject } = await findOrder(house, workOrderId);
  const by = {
    policy: policyFor('2026-11-24'),
    act: { ...act(), workOrderId: newId(), issuedMessageId: newMessageId() },
  };
  const change = transfer(order, subject, { regionCode, exists: true }, by);
  expect(await house.orders.save(write(change))).toBe('saved');
  return by.act.workOrderId;
};

/** Two orders of one person become one; the id of the one that goes on. */
const merge = async (house: House, ...[one, other]: readonly [string, string]): Promise<string> => {
  const ids = { now: NOW, closedMessageId: newMessageId(), mainMessageId: newMessageId() };
  const decided = decideMerge(await findOrder(house, one), await findOrder(house, other), ids);
  if (decided.kind !== 'merge') throw new Error('two orders were not merged');
  const { workOrderId } = decided.main;
  const claim = { tokens: [randomUUID()], countyCode: '330105' };
  const found = undefined;
  expect(await house.merging.save({ claim, found, workOrderId, expiresAt: 2_000_000_000, merge: decided })).toBe(
    'saved',
  );
  return workOrderId;
};

describeOnDynoxide('the loop on DynamoDB', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  it('stores a report, its order and its message in one transaction, or nothing', async () => {
    const { workOrder, report: stored } = await report(house);
    expect(await house.intake.findReport(stored.trackingCode)).toEqual(stored);
    const known = await house.orders.find(workOrder.workOrderId);
    expect(known?.order).toEqual(workOrder);
    expect(known?.subject).toMatchObject({ name: NAME, idNumber: NUMBER });
    const waiting = await house.outbox.waitingSince(new Date(Date.now() + 60_000), 100);
    expect(waiting.map(({ message }) => message.subject.id)).toContain(workOrder.workOrderId);
  });

  it('lets exactly the quota pass, however many ask at once', async () => {
    const quotas = quotaCounter(house.client, house.tables.intake);
    const quota = { key: randomUUID(), limit: 7, expiresAt: 2_000_000_000 };
    const counts = await Promise.all(Array.from({ length: 40 }, () => quotas.take(quota)));
    expect(counts.filter(({ taken }) => taken)).toHaveLength(7);
  });

  it('stores one report for a key, however many ask at once', async () => {
    const same = mark();
    const submissions = Array.from({ length: 8 }, () =>
      submitReport(
        { subject: { name: NAME, regionCode: '330105', situations: ['other'] } },
        policyFor('2026-11-24'),
        { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() },
        NOW,
      ),
    );
    const outcomes = await Promise.all(submissions.map((submission) => house.intake.submit(submission, same)));
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    const page = await house.orders.list({ regionCode: '330105', view: 'open', limit: 50 });
    expect(page.items).toHaveLength(1);
  });

  it('closes an order once: of many who answer at the same time one is heard', async () => {
    const { workOrder, report: stored } = await report(house);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        house.orders.save(write(giveFeedback(workOrder, { outcome: 'unfounded' }, undefined, act()))),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    const followed = await house.intake.findReport(stored.trackingCode);
    expect(followed).toMatchObject({ status: 'closed', result: 'not-confirmed', version: 2 });
    expect(followed?.timeline).toHaveLength(2);
  });

  it('enters a confirmed person once, with lookup and household, whoever else confirms them at that moment', async () => {
    const both = [await report(house), await report(house)];
    const identity = { idNumber: NUMBER, name: NAME };
    const tries = both.map(({ workOrder }) => {
      const first = { personId: newId(), householdId: newId(), regionCode: '330102001', birthYear: 1949 };
      const change = addPerson(first, discoveryEntry(workOrder.workOrderId, NOW), { messageId: newMessageId() }, NOW);
      return house.orders.save(
        write(giveFeedback(workOrder, confirmed, first.personId, act()), { registry: { change, identity } }),
      );
    });
    const outcomes = await Promise.all(tries);
    expect(outcomes.toSorted()).toEqual(['saved', 'stale']);
    const known = await house.registry.findByIdNumber(NUMBER);
    const loser = both[outcomes.indexOf('stale')]?.workOrder;
    if (known === undefined || loser === undefined) throw new Error('nobody was entered');
    const change = addEntry(known.person, discoveryEntry(loser.workOrderId, NOW), { messageId: newMessageId() }, NOW);
    const again = write(giveFeedback(loser, confirmed, known.person.personId, act()), {
      registry: { change, identity },
    });
    expect(await house.orders.save(again)).toBe('saved');
    const after = await house.registry.findPerson(known.person.personId);
    expect(after?.person).toMatchObject({ layer: 'suspected', version: 2 });
    expect(after?.person.entries.map(({ sourceKey }) => sourceKey).toSorted()).toEqual(
      both.map(({ workOrder }) => workOrder.workOrderId).toSorted(),
    );
    expect(after?.identity).toEqual(identity);
  });

  it('knows of whom every order was that went before the one that found the person', async () => {
    const [one, other] = [await report(house), await report(house)].map(({ workOrder }) => workOrder.workOrderId);
    if (one === undefined || other === undefined) throw new Error('nothing was reported');
    const passedOn = [await passOn(house, one, '330105001'), await passOn(house, other, '330105001')] as const;
    const merged = await merge(house, ...passedOn);
    const last = await passOn(house, merged, '330106001');
    const { order } = await findOrder(house, last);
    const personId = newId();
    expect(await house.orders.save(write(giveFeedback(order, confirmed, personId, act())))).toBe('saved');
    const known = await linkedOrders(house.client, house.tables.cases)(personId);
    expect(known.toSorted()).toEqual([one, other, ...passedOn, last].toSorted());
    const first = await findOrder(house, one);
    expect([first.order.personId, first.order.state, first.subject.name]).toEqual([undefined, 'closed', NAME]);
  });

  it('lists open orders of several counties by deadline, page by page, each once', async () => {
    const codes = ['330106', '330106001', '330108', '330109', '330110', '330111'];
    const expected: string[] = [];
    for (const [index, code] of codes.entries()) {
      const { workOrder } = await report(house, code, new Date(NOW.getTime() + index * 86_400_000));
      expected.push(workOrder.workOrderId);
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await house.orders.list({
        regionCode: '330100',
        view: 'open',
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.items.map(({ order }) => order.workOrderId).filter((id) => expected.includes(id)));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(expected.length);
    expect(new Set(seen)).toEqual(new Set(expected));
    const township = await house.orders.list({ regionCode: '330106001', view: 'open', limit: 10 });
    expect(township.items.map(({ order }) => order.regionCode)).toEqual(['330106001']);
  });

  it('leaves the open list with the closing, and stands in the ledger of its day', async () => {
    const { workOrder } = await report(house, '330127');
    await house.orders.save(write(giveFeedback(workOrder, { outcome: 'moved' }, undefined, act())));
    expect((await house.orders.list({ regionCode: '330127', view: 'open', limit: 10 })).items).toEqual([]);
    const day = { from: '2026-11-24', to: '2026-11-24' };
    expect((await house.orders.list({ regionCode: '330127', view: 'closed', ...day, limit: 10 })).items).toHaveLength(
      1,
    );
    const next = { from: '2026-11-25' };
    expect((await house.orders.list({ regionCode: '330127', view: 'closed', ...next, limit: 10 })).items).toEqual([]);
  });

  it('holds no name, number or phone that could be read', async () => {
    await report(house);
    for (const table of Object.values(house.tables)) {
      const { Items = [] } = await house.client.send(new ScanCommand({ TableName: table }));
      const all = JSON.stringify(Items);
      for (const canary of [NAME, NUMBER, '13800000000']) expect(all).not.toContain(canary);
    }
  });
});
