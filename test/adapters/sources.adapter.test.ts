import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { claimsOfAll, loadClaims } from '#scripts/seed/claims.ts';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { readHousehold, readPersonRecord, registryMatcher } from '#shared/adapters/dynamodb/registry.ts';
import { type HouseholdLoad, loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { findPersonState, sourceBook, sourceIndex } from '#shared/adapters/dynamodb/sources.ts';
import { sourceBatches, sourceSequences, sourceWatch } from '#shared/adapters/dynamodb/sources-batches.ts';
import { sourceParts } from '#shared/adapters/dynamodb/sources-parts.ts';
import type { Manifest } from '#shared/domain/collisions/types.ts';
import { registryDecisions } from '#shared/domain/registry/decisions.ts';
import { type ApplyDeps, applyFact } from '#shared/domain/sources/apply.ts';
import { openSourceBatch, startApplying } from '#shared/domain/sources/batch.ts';
import { closeEntry } from '#shared/domain/sources/close.ts';
import { listMissing } from '#shared/domain/sources/messages.ts';
import type { SourceFact } from '#shared/domain/sources/types.ts';
import { undoEntry } from '#shared/domain/sources/undo.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { OneKeyKms } from '#test/support/kms.ts';
import { newIdNumber } from '#test/support/new-people.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const AT = NOW.toISOString();
const manifest: Manifest = {
  rows: 1,
  sha256: 'a'.repeat(64),
  period: '2026-10',
  sequence: 5,
  format: 'csv',
  encoding: 'utf-8',
  mode: 'full',
};
const batchOf = (batchId: string) => openSourceBatch(batchId, 'trade-union', manifest, NOW);
const mark = (keyMac: string) => ({ keyMac, bodyMac: 'b', answer: { batchId: 'B1' }, expiresAt: 1_900_000_000 });

const setUp = async () => {
  const indexes = [{ name: 'waiting', partition: 'waitingPk', sort: 'waitingSk' }];
  const { client, table } = await createTable({ indexes });
  const [registry, cases] = [await createTable(), await createTable()];
  const tables = { feeds: table, cases: cases.table };
  const tokens = { idKey: async () => (text: string) => `1.${text}` };
  const people = {
    client,
    table: registry.table,
    sealer: fieldSealer(new OneKeyKms(), 'key'),
    tokens,
    sealedOf: async (personId: string) => (await readPersonRecord(client, registry.table, personId))?.sealed,
  };
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${String(ids).padStart(20, '0')}`;
  };
  const policy = policyFor('2026-11-24').registry;
  const deps: ApplyDeps = {
    book: sourceBook({ client, feeds: table, people }),
    people: {
      matchMany: registryMatcher(client, registry.table, tokens).matchMany,
      recordOf: registryMatcher(client, registry.table, tokens).recordOf,
      find: findPersonState(client, registry.table),
      household: (householdId) => readHousehold(client, registry.table, householdId),
    },
    registry: registryDecisions(() => policy),
    newId,
    newMessageId: newId,
    clock: () => NOW,
    mac: async (text) => `mac ${text.length} ${text}`,
  };
  return {
    deps,
    client,
    people: { client, table: registry.table, sealer: people.sealer, tokens },
    feeds: table,
    index: sourceIndex(client, table),
    batches: sourceBatches(client, tables),
    sequences: sourceSequences(client, tables),
    watch: sourceWatch(client, tables),
    parts: sourceParts(client, table),
  };
};

const fact = (idNumber: string, over: Partial<Extract<SourceFact, { kind: 'named' }>> = {}): SourceFact => ({
  source: 'trade-union',
  sourceKey: 'GH-1',
  at: AT,
  kind: 'named',
  person: { idNumber, name: '陈小明', regionCode: '330102001' },
  naming: { category: 'hardship-worker', from: '2026-01-05' },
  risks: [],
  ...over,
});

/** Somebody whom history brings with the entry that `fact` names. */
const loadOf = (idNumber: string): HouseholdLoad => ({
  household: {
    householdId: 'home',
    regionCode: '330102001',
    headPersonId: 'loaded',
    memberIds: ['loaded'],
    version: 1,
  },
  members: [
    {
      person: {
        personId: 'loaded',
        householdId: 'home',
        regionCode: '330102001',
        birthYear: 1960,
        layer: 'suspected',
        categories: ['hardship-worker'],
        entries: [
          {
            source: 'trade-union',
            sourceKey: 'GH-1',
            layer: 'suspected',
            category: 'hardship-worker',
            from: '2026-01-05',
          },
        ],
        version: 1,
        createdAt: AT,
        updatedAt: AT,
      },
      identity: { idNumber, name: '陈小明' },
    },
  ],
});

describeOnDynoxide('sources on DynamoDB', () => {
  it('take a word once, among rivals too, and enumerate their keys', async () => {
    const { deps, index } = await setUp();
    const number = newIdNumber();
    const taking = { actor: 'test', scope: '330000' };
    const outcomes = await Promise.all([1, 2, 3].map(() => applyFact(fact(number), taking, deps)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['applied', 'unchanged', 'unchanged']);
    const person = (await deps.people.matchMany([number])).get(number);
    expect(person).toMatchObject({ layer: 'suspected', version: 1 });
    const other = await applyFact(fact(newIdNumber(), { sourceKey: 'GH-2' }), taking, deps);
    expect(other.status).toBe('applied');
    const keys: string[] = [];
    for await (const { sourceKey } of index.all('trade-union')) keys.push(sourceKey);
    expect(keys.sort()).toEqual(['GH-1', 'GH-2']);
  });

  it('keep the way back of a row, and go it', async () => {
    const { deps, parts } = await setUp();
    const number = newIdNumber();
    const taking = { actor: 'test', scope: '330000', batch: { batchId: 'B1', chunk: 0 } };
    await applyFact(fact(number), { actor: 'test', scope: '330000' }, deps);
    const before = (await deps.people.matchMany([number])).get(number);
    const changed = fact(number, { naming: { category: 'hardship-worker', from: '2026-03-01' } });
    expect(await applyFact(changed, taking, deps)).toMatchObject({ status: 'applied', effect: 'changed' });
    const [record] = await parts.undoOf('B1', 0);
    if (record === undefined) throw new Error('no way back');
    const { batch } = batchOf('B1');
    expect(await undoEntry(record, batch, deps)).toBe('undone');
    expect(await undoEntry(record, batch, deps)).toBe('undone');
    const after = (await deps.people.matchMany([number])).get(number);
    expect(after?.entries).toEqual(before?.entries);
    await expect(applyFact(changed, taking, deps)).rejects.toThrow('TransactionConflict');
    expect((await deps.people.matchMany([number])).get(number)?.entries).toEqual(before?.entries);
    expect(await parts.undoOf('B1', 1)).toEqual([]);
  });

  it('know of loaded history what its lists said: the same again is nothing new, who is left out is closed, and back', async () => {
    const { deps, parts, client, people, feeds } = await setUp();
    const number = newIdNumber();
    const load = loadOf(number);
    await loadHouseholds([load], people);
    const matcher = registryMatcher(client, people.table, people.tokens);
    expect(await matcher.findPeople(['loaded', 'nobody'])).toEqual([load.members[0]?.person]);
    await loadClaims(client, feeds, await claimsOfAll([load], deps.mac));
    const taking = { actor: 'B1', scope: '330000', batch: { batchId: 'B1', chunk: 0 } };
    expect(await applyFact(fact(number), taking, deps)).toMatchObject({ status: 'unchanged', personId: 'loaded' });
    const { batch } = batchOf('B2');
    const [before, claim] = [
      await deps.people.find('loaded'),
      (await deps.book.claims('trade-union', ['GH-1'])).get('GH-1'),
    ];
    expect(await closeEntry({ sourceKey: 'GH-1', personId: 'loaded' }, batch, 1, deps)).toBe('closed');
    expect(await deps.people.find('loaded')).toMatchObject({ layer: 'exited' });
    const [record] = await parts.undoOf('B2', 1);
    if (record === undefined) throw new Error('no way back');
    expect(await undoEntry(record, batch, deps)).toBe('undone');
    const after = await deps.people.find('loaded');
    expect([after?.entries, after?.layer]).toEqual([before?.entries, before?.layer]);
    const { version: _, ...known } = (await deps.book.claims('trade-union', ['GH-1'])).get('GH-1') ?? {};
    expect(claim).toMatchObject(known);
  });

  it('find people through a chain of mergers', async () => {
    const { deps, people } = await setUp();
    const ids: string[] = [];
    for (const key of ['GH-1', 'GH-2', 'GH-3']) {
      const outcome = await applyFact(
        fact(newIdNumber(), { sourceKey: key }),
        { actor: 'test', scope: '330000' },
        deps,
      );
      ids.push(outcome.personId ?? '');
    }
    const [one = '', two = '', three = ''] = ids;
    for (const [goes, stays] of [
      [one, two],
      [two, three],
    ] as const) {
      await people.client.send(
        new UpdateCommand({
          TableName: people.table,
          Key: { pk: `P#${goes}`, sk: 'STATE' },
          UpdateExpression: 'SET mergedInto = :stays',
          ExpressionAttributeValues: { ':stays': stays },
        }),
      );
    }
    expect((await deps.people.find(one))?.personId).toBe(three);
  });

  it('open a batch once a key and over the claim that was read, and move it only from where it may', async () => {
    const { sequences, batches } = await setUp();
    const opening = (batchId: string, key: string) => ({
      ...batchOf(batchId),
      head: { sequence: 5, batchId, floor: -1 },
      mark: mark(key),
    });
    expect(await sequences.open(opening('B1', 'k1'))).toBe('opened');
    expect(await sequences.open(opening('B2', 'k1'))).toBe('repeated');
    expect(await sequences.open(opening('B2', 'k2'))).toBe('stale');
    expect(await sequences.entry('trade-union', 5)).toEqual({ batchId: 'B1', sha256: manifest.sha256 });
    expect(await batches.waiting('2026-11-24T02:01:01.000Z', 5)).toEqual(['B1']);
    const { batch } = batchOf('B1');
    const move = { ...startApplying(batch, NOW), fields: { versionId: 'v1', chunks: 1, pass: 'apply' as const } };
    expect(await batches.move('B1', move)).toBe('moved');
    expect(await batches.move('B1', move)).toBe('stale');
    expect(await batches.find('B1')).toMatchObject({ status: 'applying', pass: 'apply', versionId: 'v1' });
    expect(await batches.find('nothing')).toBeUndefined();
  });

  it('let one batch import at a time', async () => {
    const { batches } = await setUp();
    expect(await batches.take('trade-union', 'B1', undefined)).toBe(true);
    expect(await batches.take('trade-union', 'B1', undefined)).toBe(true);
    expect(await batches.take('trade-union', 'B2', undefined)).toBe(false);
    expect(await batches.take('trade-union', 'B2', 'B1')).toBe(true);
    expect(await batches.holder('trade-union')).toBe('B2');
  });

  it('count a receipt of the pass once, keep a plan with its closings, and tell of a missing list once', async () => {
    const { batches, sequences, parts, watch } = await setUp();
    await sequences.open({ ...batchOf('B1'), head: { sequence: 5, batchId: 'B1', floor: -1 }, mark: mark('k1') });
    const plan = [{ chunk: 0, firstRow: 1, rows: 1, from: 0, to: 9, duplicates: [] }];
    const verifying = { from: ['awaiting-file'], status: 'verifying', at: AT } as const;
    await batches.move('B1', verifying);
    await parts.writePlan('B1', plan, [[{ sourceKey: 'GH-9', personId: 'p' }]]);
    const lastBefore = { batchId: 'B0', period: '2026-09', rows: 1, at: AT, missed: 'B0#1' };
    await batches.move('B1', { ...startApplying(batchOf('B1').batch, NOW, lastBefore), from: ['verifying'] });
    expect((await batches.find('B1'))?.lastBefore).toEqual(lastBefore);
    await parts.writePlan('B1', plan, [[{ sourceKey: 'GH-8', personId: 'p' }]]);
    const receipt = {
      chunk: 0,
      rows: 1,
      created: 1,
      changed: 0,
      closed: 0,
      unchanged: 0,
      rejected: 0,
      conflicts: 0,
      rejectBytes: 0,
    };
    await parts.putReceipt('B1', 'apply', receipt);
    await parts.putReceipt('B1', 'apply', { ...receipt, created: 9 });
    expect(await parts.receipts('B1', 'apply')).toEqual([receipt]);
    expect((await batches.find('B1'))?.received).toBe(1);
    expect([await parts.plan('B1', 0), await parts.closings('B1', 1)]).toEqual([
      plan[0],
      [{ sourceKey: 'GH-9', personId: 'p' }],
    ]);
    const last = { batchId: 'B1', period: '2026-10', rows: 1, at: AT };
    await batches.rememberLast('trade-union', last);
    const told = { ...last, missed: 'B1#1' };
    const message = listMissing('trade-union', told, { messageId: 'm', now: NOW });
    expect(await watch.tell('trade-union', told, message)).toBe(true);
    expect(await watch.tell('trade-union', told, message)).toBe(false);
    expect(await watch.last('trade-union')).toEqual(told);
    await batches.forgetLast('trade-union', 'B2', undefined);
    expect(await watch.last('trade-union')).toEqual(told);
    const before = { ...last, batchId: 'B0' };
    await batches.forgetLast('trade-union', 'B1', before);
    expect(await watch.last('trade-union')).toEqual(before);
    await batches.forgetLast('trade-union', 'B0', undefined);
    expect(await watch.last('trade-union')).toBeUndefined();
  });
});
