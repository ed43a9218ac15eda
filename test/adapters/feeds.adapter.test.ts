import { expect, it } from 'vitest';
import { batchStore, sequenceStore } from '#shared/adapters/dynamodb/feeds.ts';
import { chunkStore } from '#shared/adapters/dynamodb/feeds-chunks.ts';
import { openBatch } from '#shared/domain/collisions/open.ts';
import type { Manifest } from '#shared/domain/collisions/types.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const AT = NOW.toISOString();
const manifest: Manifest = {
  rows: 2,
  sha256: 'a'.repeat(64),
  period: '2026-10',
  sequence: 5,
  format: 'csv',
  encoding: 'utf-8',
  mode: 'full',
};
const mark = (keyMac: string) => ({ keyMac, bodyMac: 'b', answer: { batchId: 'B1' }, expiresAt: 1_900_000_000 });
const opening = (batchId: string, key: string) => ({
  ...openBatch(batchId, 'death', manifest, NOW),
  head: { sequence: 5, batchId, floor: -1 },
  mark: mark(key),
});

const setUp = async () => {
  const { client, table } = await createTable({
    indexes: [{ name: 'waiting', partition: 'waitingPk', sort: 'waitingSk' }],
  });
  const cases = await createTable();
  return {
    batches: batchStore(client, table),
    sequences: sequenceStore(client, { feeds: table, cases: cases.table }),
    chunks: chunkStore(client, table),
  };
};

describeOnDynoxide('feeds on DynamoDB', () => {
  it('opens a batch once a key, and only over the claim that was read', async () => {
    const { sequences, batches } = await setUp();
    expect(await sequences.open(opening('B1', 'k1'))).toBe('opened');
    expect(await sequences.open(opening('B2', 'k1'))).toBe('repeated');
    expect(await sequences.open(opening('B2', 'k2'))).toBe('stale');
    const before = await sequences.head('death');
    expect(before).toEqual({ sequence: 5, batchId: 'B1', floor: -1 });
    expect(await sequences.open({ ...opening('B2', 'k2'), ...(before && { before }) })).toBe('opened');
    expect(await sequences.entry('death', 5)).toEqual({ batchId: 'B2', sha256: manifest.sha256 });
    expect(await batches.find('B1')).toMatchObject({ status: 'awaiting-file', manifest });
    expect(await batches.find('B9')).toBeUndefined();
  });

  it('moves a batch only from where it may, and waits only while it is to be looked at', async () => {
    const { sequences, batches } = await setUp();
    await sequences.open(opening('B1', 'k1'));
    expect(await batches.waiting('2026-11-24T02:01:01.000Z', 5)).toEqual(['B1']);
    expect(await batches.waiting('2026-11-24T02:00:59.000Z', 5)).toEqual([]);
    const verify = {
      from: ['awaiting-file'],
      status: 'verifying',
      at: AT,
      lookAt: '2026-11-24T03:00:00.000Z',
      fields: { versionId: 'v1' },
    } as const;
    expect(await batches.move('B1', verify)).toBe(true);
    expect(await batches.move('B1', { ...verify, fields: { versionId: 'v2' } })).toBe(false);
    expect(await batches.find('B1')).toMatchObject({ status: 'verifying', versionId: 'v1' });
    expect(await batches.move('B1', { from: ['verifying'], status: 'refused', at: AT, fields: { reasons: [] } })).toBe(
      true,
    );
    expect(await batches.waiting('2027-01-01T00:00:00.000Z', 5)).toEqual([]);
    expect(await batches.move('nothing', verify)).toBe(false);
  });

  it('counts a receipt once, whatever is repeated', async () => {
    const { sequences, batches, chunks } = await setUp();
    await sequences.open(opening('B1', 'k1'));
    const plan = Array.from({ length: 30 }, (_, chunk) => ({
      chunk,
      firstRow: chunk + 1,
      rows: 1,
      from: chunk,
      to: chunk + 1,
      duplicates: [],
    }));
    await chunks.writePlan('B1', plan);
    await chunks.writePlan('B1', plan);
    expect(await chunks.plans('B1')).toEqual(plan);
    expect(await chunks.plan('B1', 7)).toEqual(plan[7]);
    const receipt = { chunk: 7, rows: 1, matched: 1, unmatched: 0, rejected: 0, rejectBytes: 0 };
    expect(await chunks.hasReceipt('B1', 7)).toBe(false);
    await chunks.putReceipt('B1', receipt);
    await chunks.putReceipt('B1', { ...receipt, matched: 0, unmatched: 1 });
    expect(await chunks.hasReceipt('B1', 7)).toBe(true);
    expect(await chunks.receipts('B1')).toEqual([receipt]);
    expect((await batches.find('B1'))?.received).toBe(1);
  });

  it('remembers the rows of the newest applied batch', async () => {
    const { batches } = await setUp();
    expect(await batches.lastRows('death')).toBeUndefined();
    await batches.rememberRows('death', 'B1', 12);
    expect(await batches.lastRows('death')).toBe(12);
  });
});
