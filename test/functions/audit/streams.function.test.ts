import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler as createSealer } from '#functions/audit/seal-stream/door.ts';
import { createHandler as createVerifier } from '#functions/audit/verify-stream/door.ts';
import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { coveredEntry } from '#shared/adapters/dynamodb/audit-chain.ts';
import type { Progress, Verdict } from '#shared/domain/audit/types.ts';
import type { LogFields } from '#shared/edge/observability.ts';
import type { ParkedRecord } from '#shared/edge/stream.ts';
import { anEntry, GRACE_MS, type Item, MemoryChain } from '#test/unit/audit/memory-chain.ts';

const DAY = '2026-11-24';
const AT = '2026-11-24T02:00:00.000Z';
const NOW = new Date('2026-11-24T06:00:00.000Z');

const attribute = (value: unknown): AttributeValue => {
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'object' && value !== null) return { M: image(value as Item) };
  return { S: String(value) };
};
const image = (item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));

const record = (item: Item, eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT', takenAt = AT): DynamoDBRecord => ({
  eventName,
  eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/audit/stream/2026',
  dynamodb: {
    ApproximateCreationDateTime: Date.parse(takenAt) / 1000,
    Keys: image({ pk: item['pk'], sk: item['sk'] }),
    ...(eventName === 'REMOVE' ? { OldImage: image(item) } : { NewImage: image(item) }),
  },
});

let chain: MemoryChain;
let parked: ParkedRecord[];
let logged: LogFields[];
const park = async (one: ParkedRecord) => void parked.push(one);
const log = { info: (_: string, fields: LogFields = {}) => void logged.push(fields), error: () => undefined };
beforeEach(() => {
  chain = new MemoryChain();
  parked = [];
  logged = [];
});

describe('The sealer', () => {
  const seal = (...Records: DynamoDBRecord[]) =>
    createSealer({
      store: chain,
      hash: sha256,
      covered: (item, takenAt) => coveredEntry(item, takenAt, sha256),
      clock: () => NOW,
      park,
      log,
    })({ Records });

  it('seals new entries as the table took them, and writes the head of the chain into the log', async () => {
    const items = [anEntry(AT, 'a'), anEntry(AT, 'b', { purpose: 'visit', shown: 3 })];
    for (const item of items) chain.put(item);
    await seal(...items.map((item) => record(item)));
    const [placed] = await chain.seals(DAY);
    expect(placed?.seal.entries).toHaveLength(2);
    expect(logged).toContainEqual({ day: DAY, seal: 1, sealHash: placed?.seal.hash, records: 2 });
    expect(JSON.stringify(logged)).not.toContain('region-330102');
    expect(await chain.verify(DAY, NOW)).toBeUndefined();
  });

  it('leaves what is no new entry: seals, marks, changes and removals', async () => {
    const item = anEntry(AT, 'a');
    await seal(
      record({ pk: `SEAL#${DAY}`, sk: '000000001' }),
      record({ pk: 'IDEM#1', sk: 'MARK' }),
      record({ pk: 'VERIFY#1', sk: 'STATE' }),
      record(item, 'MODIFY'),
      record(item, 'REMOVE'),
    );
    expect(chain.sealed.size).toBe(0);
    expect(parked).toEqual([]);
  });

  it('parks what is no image by its number, and seals the rest', async () => {
    const item = anEntry(AT, 'a');
    await seal({ ...record(item), dynamodb: { NewImage: { pk: { X: 1 } as never } } }, record(item));
    expect(parked).toHaveLength(1);
    expect(chain.sealed.size).toBe(1);
  });

  it('lets the batch come again when the table fails', async () => {
    chain.rivals = [async () => Promise.reject(new Error('throttled'))];
    await expect(seal(record(anEntry(AT, 'a')))).rejects.toThrow('throttled');
    await seal(record(anEntry(AT, 'a')));
    expect(chain.sealed.size).toBe(1);
  });
});

describe('The verifier', () => {
  const asked = { verificationId: 'V1', from: '2026-11-22', to: DAY, requestedBy: 'auditor', requestedAt: AT };
  const verdicts: Verdict[] = [];
  const paused: Progress[] = [];
  let time = NOW.getTime();
  let step = 0;
  beforeEach(() => {
    verdicts.length = 0;
    paused.length = 0;
    time = NOW.getTime();
    step = 0;
  });
  const verify = (...Records: DynamoDBRecord[]) =>
    createVerifier({
      chain,
      store: {
        find: async (id) => (id === 'V1' ? asked : undefined),
        verdict: async () => verdicts[0],
        pause: async (_, progress) => void paused.push(progress),
        finish: async (_, verdict) => void verdicts.push(verdict),
      },
      hash: sha256,
      policyAt: () => ({ graceMs: GRACE_MS }),
      runMs: 60_000,
      clock: () => {
        time += step;
        return new Date(time);
      },
      park,
      log,
    })({ Records });
  const state = record({ pk: 'VERIFY#V1', sk: 'STATE' });

  it('says that an untouched chain is whole, once however often the record comes', async () => {
    await chain.write([anEntry(AT, 'a'), anEntry(AT, 'b')], NOW);
    await verify(state);
    await verify(state);
    expect(verdicts).toEqual([{ status: 'verified', entries: 2, finishedAt: NOW.toISOString() }]);
  });

  it('stops at the first break', async () => {
    const early = anEntry('2026-11-22T02:00:00.000Z', 'a');
    await chain.write([early, anEntry(AT, 'b')], NOW);
    chain.items.clear();
    await verify(state);
    expect(verdicts).toMatchObject([{ status: 'broken', firstBreak: { day: '2026-11-22', kind: 'dropped' } }]);
  });

  it('hands over to the next run when its time is up, and goes on where it was', async () => {
    await chain.write([anEntry(AT, 'a')], NOW);
    step = 61_000;
    await verify(state);
    expect(paused).toEqual([{ next: '2026-11-23', entries: 0 }]);
    step = 0;
    await verify(record({ pk: 'VERIFY#V1', sk: 'PROGRESS#2026-11-23', next: '2026-11-23', entries: 0 }));
    expect(verdicts).toMatchObject([{ status: 'verified', entries: 1 }]);
  });

  it('leaves what is not its own, and parks what it cannot read', async () => {
    await verify(
      record(anEntry(AT, 'a')),
      record({ pk: 'VERIFY#V1', sk: 'VERDICT' }),
      record({ pk: 'VERIFY#unknown', sk: 'STATE' }),
      record({ pk: 'VERIFY#V1', sk: 'STATE' }, 'MODIFY'),
    );
    expect([verdicts, parked]).toEqual([[], []]);
    await verify(record({ pk: 'VERIFY#V1', sk: 'PROGRESS#x', next: 'x' }));
    expect(parked).toHaveLength(1);
  });
});
