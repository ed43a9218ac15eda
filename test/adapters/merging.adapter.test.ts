import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createHandler } from '#functions/work-orders/merge-reports-queue/door.ts';
import { fieldOpener, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { mergeStore } from '#shared/adapters/dynamodb/merge-store.ts';
import { outboxStore } from '#shared/adapters/dynamodb/outbox-store.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import type { Report } from '#shared/domain/discovery/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');

const openHouse = async () => {
  const [{ table: intake, client }, { table: cases }] = await Promise.all([
    createTable(),
    createTable({ indexes: [{ name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] }] }),
  ]);
  const kms = new OneKeyKms();
  const store = mergeStore({ client, tables: { cases }, opener: fieldOpener(kms) });
  const handler = createHandler({
    store,
    tokensOf: async (subject) => [Buffer.from(subject).toString('base64url')],
    keepDaysAt: () => 365,
    clock: () => NOW,
    newMessageId,
    log: { info: () => undefined, error: () => undefined },
  });
  const issued = async (id: string): Promise<number> => {
    const body = JSON.stringify({ detail: { type: 'work-order.issued', subject: { kind: 'work-order', id } } });
    const event = { Records: [{ messageId: id, body }] } as unknown as Parameters<typeof handler>[0];
    return (await handler(event)).batchItemFailures.length;
  };
  return {
    store,
    issued,
    intake: intakeStore(client, { intake, cases }, fieldSealer(kms, 'key')),
    outbox: outboxStore(client, [cases]),
  };
};
type House = Awaited<ReturnType<typeof openHouse>>;

const report = async ({ intake }: House, n: number, subject: Partial<Report['subject']>): Promise<string> => {
  const ids = { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() };
  const whole = { name: '陈小明', regionCode: '330102001', situations: ['illness'] as const, ...subject };
  const at = new Date(NOW.getTime() + n * 1000);
  const submission = submitReport({ subject: whole }, policyFor('2026-11-24'), ids, at);
  const mark = { keyMac: randomUUID(), bodyMac: 'b', answer: {}, expiresAt: 2_000_000_000 };
  expect(await intake.submit(submission, mark)).toBe('stored');
  return ids.workOrderId;
};

describeOnDynoxide('merging on DynamoDB', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  it('makes one case of many reports that are all looked at in the same moment, and loses no code', async () => {
    const subject = { idNumber: '11010519491231002X' };
    const ids = await Promise.all(Array.from({ length: 6 }, (_, index) => report(house, index, subject)));
    let open = ids;
    for (let round = 0; round < 5 && open.length > 0; round += 1) {
      const failures = await Promise.all(open.map((id) => house.issued(id)));
      open = open.filter((_, index) => failures[index] !== 0);
    }
    expect(open).toEqual([]);
    const all = await Promise.all(ids.map((id) => house.store.find(id)));
    const main = all.find((known) => known?.order.state === 'issued');
    expect(all.filter((known) => known?.order.closedBy === 'merged')).toHaveLength(5);
    const codes = all.map((known) => known?.order.trackingCode).sort();
    expect([main?.order.trackingCode, ...(main?.order.alsoReported ?? [])].sort()).toEqual(codes);
    expect(JSON.parse(main?.subject.otherReports ?? '[]')).toHaveLength(5);
    expect(main?.subject).toMatchObject({ name: '陈小明', ...subject });
  });

  it('tells the region of both, once, in the transaction of the merging', async () => {
    const subject = { phone: '13800001234' };
    const [one, other] = [await report(house, 1, subject), await report(house, 2, subject)];
    for (const id of [one, other, other, one]) expect(await house.issued(id)).toBe(0);
    const waiting = await house.outbox.waitingSince(new Date(Date.now() + 60_000), 200);
    const told = waiting.map(({ message }) => message).filter(({ subject: { id } }) => id === one || id === other);
    expect(told.map(({ type, version }) => `${type} ${version}`).sort()).toEqual([
      'work-order.closed 2',
      'work-order.issued 1',
      'work-order.issued 1',
      'work-order.issued 2',
    ]);
  });
});
