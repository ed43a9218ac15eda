import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { alertBook, alertStore } from '#shared/adapters/dynamodb/alerts.ts';
import { takeFinding } from '#shared/domain/alerts/decide.ts';
import { acknowledge, giveOutcome } from '#shared/domain/alerts/handle.ts';
import type { Alert, Finding } from '#shared/domain/alerts/types.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';
import { aFinding, alertPolicy, NOW } from '../unit/alerts/a-finding.ts';

const CASES = {
  indexes: [
    { name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] },
    { name: 'ledger', partition: 'ledgerPk', sort: 'ledgerSk', carries: ['regionCode', 'state'] },
  ],
};

const setUp = async () => {
  const { client, table } = await createTable(CASES);
  const book = alertBook(client, table);
  const bytes = new Uint8Array([1]);
  const seal = async () => ({ v: 1, kmsKey: bytes, wrappedKey: bytes, fields: { note: bytes } }) as const;
  const store = alertStore({ client, table, sealer: { seal }, keepDays: 10 });
  let count = 0;
  const decide = async (finding: Finding, at = NOW) => {
    const basis = await book.basis(finding.householdId, finding.kind);
    count += 1;
    const ids = { alertId: `A${count}`, messageId: `M${count}` };
    return takeFinding(finding, basis, { policy: alertPolicy(), ids, now: at });
  };
  const take = async (finding: Finding, at = NOW): Promise<Alert | undefined> => {
    const change = await decide(finding, at);
    if (change !== undefined) expect(await book.write(change)).toBe('written');
    return change?.alert;
  };
  return { client, table, book, store, decide, take };
};
const mark = (keyMac: string) => ({ keyMac, bodyMac: 'b', answer: { alertId: 'A1' }, expiresAt: 1_900_000_000 });

describeOnDynoxide('alerts on DynamoDB', () => {
  it('raises one alert a household and indicator, extends it, and forgets no fact', async () => {
    const { take, store } = await setUp();
    const first = await take(aFinding());
    await take(aFinding({ fact: 'P2|x', severity: 'red' }));
    expect(await take(aFinding())).toBeUndefined();
    expect(await store.find(first?.alertId ?? '')).toMatchObject({
      version: 2,
      severity: 'red',
      evidence: [{}, { fact: 'P2|x' }],
    });
  });

  it('lets one of two writers through', async () => {
    const { decide, book } = await setUp();
    const [one, two] = [await decide(aFinding()), await decide(aFinding({ fact: 'P2|x' }))];
    if (one === undefined || two === undefined) throw new Error('nothing to write');
    expect((await Promise.all([book.write(one), book.write(two)])).sort()).toEqual(['stale', 'written']);
  });

  it('lists a region in the order of raising, page by page, each with its state', async () => {
    const { take, store } = await setUp();
    const regions = ['330102001', '330105001', '330203001', '330102002'];
    for (const [index, regionCode] of regions.entries()) {
      const at = new Date(NOW.getTime() + index * 1_000);
      await take(aFinding({ householdId: `H${index}`, regionCode, fact: `F${index}` }), at);
    }
    const first = await store.list({ regionCode: '330100', limit: 2 });
    expect(first.items.map(({ regionCode }) => regionCode)).toEqual(['330102001', '330105001']);
    const rest = await store.list({ regionCode: '330100', limit: 2, after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ regionCode: '330102002' }] });
    expect(rest.next).toBeUndefined();
    expect((await store.list({ regionCode: '330102002', limit: 5 })).items).toHaveLength(1);
    expect((await store.list({ regionCode: '330100', state: 'closed', limit: 5 })).items).toEqual([]);
  });

  it('saves a step once, with its note encrypted and its message, and leaves the open index when it closes', async () => {
    const { take, store, client, table } = await setUp();
    const alert = await take(aFinding());
    if (alert === undefined) throw new Error('no alert');
    const act = { actor: 'official', now: NOW, messageId: 'M9' };
    const taken = acknowledge(alert, act);
    if (!taken.ok) throw new Error(taken.error.code);
    const step = { change: taken.value, notes: { note: '秘密' }, mark: mark('k1') };
    expect(await store.save(step)).toBe('saved');
    expect(await store.save(step)).toBe('repeated');
    expect(await store.save({ ...step, mark: mark('k2') })).toBe('stale');
    expect(await store.findMark('k2')).toBeUndefined();
    const closed = giveOutcome(taken.value.alert, 'false', { ...act, messageId: 'M10' });
    if (!closed.ok) throw new Error(closed.error.code);
    expect(await store.save({ change: closed.value, notes: {}, mark: mark('k3') })).toBe('saved');
    const below = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `ALERT#${alert.alertId}` },
      }),
    );
    expect(below.Items?.map(({ sk }) => sk)).toEqual(['NOTE#000002', 'STATE']);
    expect(JSON.stringify(below.Items)).not.toContain('秘密');
    // What an official wrote goes in its time too, not only the alert.
    expect(below.Items?.map(({ expiresAt }) => typeof expiresAt)).toEqual(['number', 'number']);
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { pk: `ALERT#${alert.alertId}`, sk: 'STATE' } }),
    );
    expect(Item).toMatchObject({ state: 'closed', outcome: 'false' });
    expect(Item?.['openPk']).toBeUndefined();
    expect(Item?.['expiresAt']).toBeGreaterThan(NOW.getTime() / 1_000);
  });
});
