import { randomUUID } from 'node:crypto';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { intakeStore } from '#shared/adapters/dynamodb/discovery.ts';
import { placementStore, scanStore } from '#shared/adapters/dynamodb/placements.ts';
import { quotaCounter } from '#shared/adapters/dynamodb/quota.ts';
import { recountSource } from '#shared/adapters/dynamodb/statistics-recount.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { changePlacement, newPlacement } from '#shared/domain/placements/decide.ts';
import type { Placement } from '#shared/domain/placements/types.ts';
import type { FoundAggregate } from '#shared/domain/statistics/ports.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const mark = (key: string = randomUUID()) => ({ keyMac: key, bodyMac: 'b', answer: {}, expiresAt: 2_000_000_000 });

const openHouse = async () => {
  const [{ table, client }, { table: cases }] = await Promise.all([createTable(), createTable()]);
  return {
    client,
    table,
    cases,
    officials: placementStore(client, table),
    everybody: scanStore(client, table),
    intake: intakeStore(client, { intake: table, cases }, fieldSealer(new OneKeyKms(), 'key')),
  };
};
type House = Awaited<ReturnType<typeof openHouse>>;

const make = async ({ officials }: House, regionCode: string, seconds = 0): Promise<Placement> => {
  const at = new Date(NOW.getTime() + seconds * 1000);
  const placement = newPlacement({ name: '村公告栏', regionCode }, newId(), at);
  expect(await officials.create(placement, mark())).toBe('stored');
  return placement;
};

describeOnDynoxide('placements on DynamoDB', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  it('are made once for a key, however many ask at once', async () => {
    const same = mark();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        house.officials.create(newPlacement({ name: '大厅', regionCode: '331002' }, newId(), NOW), same),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    expect((await house.officials.list({ regionCode: '331002', limit: 50 })).items).toHaveLength(1);
  });

  it('count every scan, whoever else scans, and none once they are off', async () => {
    const placement = await make(house, '330102001');
    const scans = await Promise.all(Array.from({ length: 64 }, () => house.everybody.scan(placement.placementId)));
    expect(scans.every((scan) => scan?.counted === true && scan.regionCode === '330102001')).toBe(true);
    const off = changePlacement(placement, { state: 'off', reason: '拆除' });
    expect(await house.officials.save(off)).toBe('saved');
    expect(await house.everybody.scan(placement.placementId)).toEqual({ counted: false, regionCode: '330102001' });
    expect(await house.everybody.find(placement.placementId)).toEqual({ ...off, scans: 64 });
    expect(await house.everybody.scan(newId())).toBeUndefined();
  });

  it('lead on though a report holds the placement for a moment: the table does not wait for its transaction', async () => {
    const placement = await make(house, '330102001');
    const { table, client } = house;
    let held = 3;
    const conflict = () => new TransactionConflictException({ message: 'ongoing for the item', $metadata: {} });
    client.middlewareStack.add(
      (next) => async (args) => {
        held -= 1;
        if (held >= 0) throw conflict();
        return next(args);
      },
      { name: 'held', step: 'initialize' },
    );
    const scan = scanStore(client, table).scan(placement.placementId);
    expect(await scan.finally(() => client.middlewareStack.remove('held'))).toEqual({
      counted: true,
      regionCode: '330102001',
    });
    expect((await house.everybody.find(placement.placementId))?.scans).toBe(1);
  });

  it('are changed once over a version, while scans go on counting', async () => {
    const placement = await make(house, '330102001');
    const changes = ['一', '二', '三'].map((name) => changePlacement(placement, { name }));
    const [outcomes] = await Promise.all([
      Promise.all(changes.map((change) => house.officials.save(change))),
      Promise.all(Array.from({ length: 8 }, () => house.everybody.scan(placement.placementId))),
    ]);
    expect(outcomes.toSorted()).toEqual(['saved', 'stale', 'stale']);
    expect(await house.everybody.find(placement.placementId)).toMatchObject({ scans: 8, version: 2, state: 'active' });
  });

  it('are listed in the order of making, across counties, page by page, and within a township', async () => {
    const regions = ['330402001', '330482003', '330402002', '330402001'];
    const made: Placement[] = [];
    for (const [index, regionCode] of regions.entries()) made.push(await make(house, regionCode, index));
    const ids = async (regionCode: string, limit: number, after?: string) => {
      const page = await house.officials.list({ regionCode, limit, ...(after === undefined ? {} : { after }) });
      return { ids: page.items.map(({ placementId }) => placementId), next: page.next };
    };
    const first = await ids('330400', 3);
    const rest = await ids('330400', 3, first.next);
    expect([...first.ids, ...rest.ids]).toEqual(made.map(({ placementId }) => placementId));
    expect(rest.next).toBeUndefined();
    expect((await ids('330402001', 10)).ids).toEqual([made[0]?.placementId, made[3]?.placementId]);
    expect((await ids('330000', 2)).ids).toHaveLength(2);
  });

  it('count a report in its own transaction: exactly those that were stored', async () => {
    const { placementId } = await make(house, '330102001');
    const same = mark();
    const send = (by = mark()) => {
      const subject = { name: '陈小明', regionCode: '330102001', situations: ['illness'] as const };
      const ids = { trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() };
      return house.intake.submit(submitReport({ subject, placementId }, policyFor('2026-11-24'), ids, NOW), by);
    };
    const outcomes = await Promise.all([...Array.from({ length: 8 }, () => send()), send(same), send(same)]);
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(9);
    expect(await house.everybody.find(placementId)).toMatchObject({ reports: 9, version: 1 });
  });

  it('are counted by a recount with an age that grows with every change', async () => {
    const placement = await make(house, '330102001');
    const seen: FoundAggregate[] = [];
    const look = async () => {
      const tables = { intake: house.table, registry: house.cases, cases: house.cases, statistics: house.cases };
      await recountSource(house.client, tables).aggregates((found) => {
        if (found.id === placement.placementId) seen.push(found);
      });
    };
    await look();
    await house.everybody.scan(placement.placementId);
    await look();
    await house.officials.save(changePlacement(placement, { state: 'off' }));
    await look();
    expect(seen.map(({ aggregate }) => aggregate)).toEqual([
      expect.objectContaining({ version: 1, scans: 0, reports: 0, state: 'active' }),
      expect.objectContaining({ version: 2, scans: 1, state: 'active' }),
      expect.objectContaining({ version: 3, scans: 1, state: 'off' }),
    ]);
  });
});

describeOnDynoxide('quotas on DynamoDB', () => {
  it('let exactly the soft limit pass, then exactly the quota, and give back what another limit refused', async () => {
    const house = await openHouse();
    const quotas = quotaCounter(house.client, house.table);
    const key = randomUUID();
    const take = (limit: number) =>
      Promise.all(Array.from({ length: 64 }, () => quotas.take({ key, limit, expiresAt: 2_000_000_000 })));
    expect((await take(7)).filter(({ taken }) => taken)).toHaveLength(7);
    const refused = (await take(7)).filter(({ taken }) => !taken);
    expect(refused.map(({ used }) => used)).toEqual(Array.from({ length: 64 }, () => 7));
    expect((await take(11)).filter(({ taken }) => taken)).toHaveLength(4);
    await quotas.giveBack(key);
    expect((await take(11)).filter(({ taken }) => taken)).toHaveLength(1);
  });
});
