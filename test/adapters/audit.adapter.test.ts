import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { auditLog } from '#shared/adapters/dynamodb/audit.ts';
import { chainReader, coveredEntry, sealStore } from '#shared/adapters/dynamodb/audit-chain.ts';
import { auditReader } from '#shared/adapters/dynamodb/audit-reader.ts';
import { verificationStore } from '#shared/adapters/dynamodb/audit-verification.ts';
import { sealEntries } from '#shared/domain/audit/seal-entries.ts';
import type { AuditEntry, Covered, Seal } from '#shared/domain/audit/types.ts';
import { verifyDays } from '#shared/domain/audit/verify-days.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

const AUDIT = {
  indexes: [
    { name: 'subject', partition: 'subjectKey', sort: 'sk' },
    { name: 'actor', partition: 'actorKey', sort: 'sk' },
  ],
};
const DAY = '2026-11-24';
const NOON = Date.parse('2026-11-24T04:00:00.000Z');
const NOW = new Date('2026-11-24T06:00:00.000Z');

const entry = (minute: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: new Date(NOON + minute * 60_000).toISOString(),
  actor: 'region-330102',
  region: '330102',
  act: 'read',
  subject: { kind: 'person', id: 'P1' },
  requestId: `r${minute}`,
  ...more,
});

const setUp = async () => {
  const { client, table } = await createTable(AUDIT);
  const parts = { client, table, keepDays: 10 };
  const audit = auditLog(parts);
  const store = sealStore(parts);
  const chain = chainReader(client, table, sha256);
  const verifications = verificationStore(parts);
  /** What the stream would tell of all entries, each taken when it happened. */
  const told = async (): Promise<Covered[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    return Items.flatMap((item) => coveredEntry(item, new Date(String(item['at'])), sha256) ?? []);
  };
  const seal = (entries: readonly Covered[]): Promise<readonly Seal[]> =>
    sealEntries(entries, { store, hash: sha256, now: NOW });
  const verify = async (verificationId = 'V1', from = DAY) => {
    const asked = { verificationId, from, to: DAY, requestedBy: 'auditor', requestedAt: NOW.toISOString() };
    const deps = { chain, store: verifications, hash: sha256, policy: { graceMs: 900_000 }, clock: () => NOW };
    await verifyDays(asked, { next: from, entries: 0 }, { ...deps, runMs: 60_000 });
    return verifications.verdict(verificationId);
  };
  return { client, table, audit, store, chain, verifications, told, seal, verify, reader: auditReader(client, table) };
};
const write = async ({ append }: { append: (one: AuditEntry) => Promise<void> }, entries: readonly AuditEntry[]) => {
  for (const one of entries) await append(one);
};

describeOnDynoxide('The chain of the audit on DynamoDB', () => {
  it('is one line whatever number of sealers race for it, and covers every entry', async () => {
    const { audit, told, seal, chain, verify } = await setUp();
    await write(
      audit,
      Array.from({ length: 24 }, (_, minute) => entry(minute)),
    );
    const all = await told();
    const batches = Array.from({ length: 8 }, (_, index) => all.slice(index * 3, index * 3 + 3));
    // Each batch comes twice, as after a time-out of a sealer that still runs.
    await Promise.all([...batches, ...batches].map(seal));
    const seals = await chain.seals(DAY);
    expect(seals.map(({ place }) => place)).toEqual(seals.map((_, index) => index + 1));
    expect(new Set(seals.flatMap(({ seal: one }) => one.entries.map(({ key }) => key))).size).toBe(24);
    for (const [index, { seal: one }] of seals.entries()) expect(one.previous).toBe(seals[index - 1]?.seal.hash ?? '');
    expect(await verify()).toMatchObject({ status: 'verified', entries: 24 });
  });

  it('lets one of two sealers have a number', async () => {
    const { audit, told, seal, store } = await setUp();
    await write(audit, [entry(1)]);
    const [made] = await seal(await told());
    if (made === undefined) throw new Error('no seal');
    expect(await store.append(made)).toBe(false);
    const next = { ...made, number: 2 };
    expect((await Promise.all([store.append(next), store.append(next)])).sort()).toEqual([false, true]);
  });

  it('is broken by an entry that was dropped, and by one that was written over', async () => {
    const { client, table, audit, told, seal, verify } = await setUp();
    await write(audit, [entry(1), entry(2), entry(3)]);
    await seal(await told());
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    const victim = Items.find((item) => item['requestId'] === 'r2');
    await client.send(new PutCommand({ TableName: table, Item: { ...victim, actor: 'somebody' } }));
    expect(await verify('V1')).toMatchObject({ status: 'broken', firstBreak: { day: DAY, kind: 'edited', seal: 1 } });
    await client.send(new DeleteCommand({ TableName: table, Key: { pk: victim?.['pk'], sk: victim?.['sk'] } }));
    expect(await verify('V2')).toMatchObject({ status: 'broken', firstBreak: { day: DAY, kind: 'dropped' } });
  });

  it('that was written over by something that is no seal is broken, not a fault', async () => {
    const { client, table, audit, told, seal, verify } = await setUp();
    await write(audit, [entry(1)]);
    await seal(await told());
    await client.send(new PutCommand({ TableName: table, Item: { pk: `SEAL#${DAY}`, sk: '000000001', gone: true } }));
    expect(await verify()).toMatchObject({ status: 'broken', firstBreak: { kind: 'edited', seal: 1 } });
  });

  it('is compared over days without entries, in runs that hand over', async () => {
    const { audit, told, seal, chain, verifications } = await setUp();
    await write(audit, [entry(1)]);
    await seal(await told());
    const from = '2026-11-22';
    const asked = { verificationId: 'V1', from, to: DAY, requestedBy: 'auditor', requestedAt: NOW.toISOString() };
    let time = NOW.getTime();
    const clock = () => {
      time += 40_000;
      return new Date(time);
    };
    const paused: { next: string; entries: number }[] = [];
    const store = {
      ...verifications,
      pause: async (_: string, progress: { next: string; entries: number }) => void paused.push(progress),
    };
    const deps = { chain, store, hash: sha256, policy: { graceMs: 900_000 }, clock, runMs: 60_000 };
    let progress = { next: from, entries: 0 };
    while ((await verifyDays(asked, progress, deps)) === 'paused') progress = paused.at(-1) ?? progress;
    expect(paused.length).toBeGreaterThan(0);
    expect(await verifications.verdict('V1')).toMatchObject({ status: 'verified', entries: 1 });
  });
});

describeOnDynoxide('Verifications on DynamoDB', () => {
  const mark = (keyMac: string) => ({
    keyMac,
    bodyMac: 'b',
    answer: { verificationId: 'V1' },
    expiresAt: 1_900_000_000,
  });
  const asked = { verificationId: 'V1', from: DAY, to: DAY, requestedBy: 'auditor', requestedAt: NOW.toISOString() };
  const verdict = { status: 'verified', entries: 3, finishedAt: NOW.toISOString() } as const;

  it('are started once a key, and keep their first verdict', async () => {
    const { verifications } = await setUp();
    expect(await verifications.start(asked, mark('k1'))).toBe('stored');
    expect(await verifications.start({ ...asked, verificationId: 'V2' }, mark('k1'))).toBe('repeated');
    expect(await verifications.find('V1')).toEqual(asked);
    expect(await verifications.find('V2')).toBeUndefined();
    expect(await verifications.verdict('V1')).toBeUndefined();
    await verifications.finish('V1', verdict);
    await verifications.finish('V1', { ...verdict, status: 'broken' });
    expect(await verifications.verdict('V1')).toEqual(verdict);
    await verifications.pause('V1', { next: DAY, entries: 3 });
    await verifications.pause('V1', { next: DAY, entries: 4 });
  });
});

describeOnDynoxide('The audit on DynamoDB', () => {
  const minutes = (page: { entries: readonly AuditEntry[] }) => page.entries.map(({ requestId }) => requestId);

  it('is read newest first, page by page, by subject, by actor and by day', async () => {
    const { audit, reader } = await setUp();
    await write(audit, [
      ...Array.from({ length: 5 }, (_, minute) => entry(minute)),
      entry(10, { actor: 'auditor', act: 'read-audit' }),
      entry(11, { subject: { kind: 'work-order', id: 'W1' }, purpose: 'visit', by: 'citizen', shown: 2 }),
      entry(-3_000, { subject: { kind: 'person', id: 'P2' } }),
    ]);
    const base = { today: DAY, limit: 3 };
    const first = await reader.newest({ ...base, subjects: ['person#P1'] });
    expect(minutes(first)).toEqual(['r10', 'r4', 'r3']);
    const second = await reader.newest({ ...base, subjects: ['person#P1'], before: first.next ?? '' });
    expect(minutes(second)).toEqual(['r2', 'r1', 'r0']);
    expect(second.next).toBeUndefined();
    expect(minutes(await reader.newest({ ...base, subjects: ['person#P1', 'work-order#W1'] }))).toEqual([
      'r11',
      'r10',
      'r4',
    ]);
    expect(minutes(await reader.newest({ ...base, actor: 'auditor' }))).toEqual(['r10']);
    expect(minutes(await reader.newest({ ...base, actor: 'auditor', subjects: ['person#P2'] }))).toEqual([]);
    const days = await reader.newest({ ...base, limit: 7 });
    expect(minutes(days)).toEqual(['r11', 'r10', 'r4', 'r3', 'r2', 'r1', 'r0']);
    expect(minutes(await reader.newest({ ...base, before: days.next ?? '' }))).toEqual(['r-3000']);
    expect(days.entries[0]).toEqual(
      entry(11, { subject: { kind: 'work-order', id: 'W1' }, purpose: 'visit', by: 'citizen', shown: 2 }),
    );
  });

  it('shows acts of the region only, however many of others lie between', async () => {
    const { audit, reader } = await setUp();
    await write(audit, [
      entry(0),
      ...Array.from({ length: 7 }, (_, minute) => entry(minute + 1, { region: '330105' })),
      entry(9),
    ]);
    const query = { subjects: ['person#P1'], region: '330102', today: DAY, limit: 1 };
    const first = await reader.newest(query);
    expect(minutes(first)).toEqual(['r9']);
    expect(minutes(await reader.newest({ ...query, before: first.next ?? '' }))).toEqual(['r0']);
    expect(minutes(await reader.newest({ ...query, region: '330100', limit: 20 }))).toHaveLength(9);
    expect(minutes(await reader.newest({ ...query, region: '330200', limit: 20 }))).toEqual([]);
  });
});
