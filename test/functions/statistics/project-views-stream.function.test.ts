import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '#functions/statistics/project-views-stream/door.ts';
import { isEqual, recount } from '#shared/domain/statistics/recount.ts';
import type { LogFields } from '#shared/edge/observability.ts';
import type { ParkedRecord } from '#shared/edge/stream.ts';
import { MemoryStatistics } from '#test/unit/statistics/memory-statistics.ts';

type Item = Readonly<Record<string, unknown>>;
const SECONDS = Date.parse('2026-11-24T02:00:00.000Z') / 1000;

const attribute = (value: unknown): AttributeValue => {
  if (typeof value === 'number') return { N: String(value) };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return { S: String(value) };
};
const image = (item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));

let sequence = 0;
const record = (table: string, newImage: Item | undefined, oldImage?: Item): DynamoDBRecord => {
  sequence += 1;
  const { pk, sk } = newImage ?? oldImage ?? {};
  const kinds = { true: 'INSERT', false: 'MODIFY' } as const;
  return {
    eventID: `e${sequence}`,
    eventName: newImage === undefined ? 'REMOVE' : kinds[oldImage === undefined ? 'true' : 'false'],
    eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/2026`,
    dynamodb: {
      ApproximateCreationDateTime: SECONDS,
      SequenceNumber: String(sequence),
      Keys: image({ pk, sk }),
      ...(newImage === undefined ? {} : { NewImage: image(newImage) }),
      ...(oldImage === undefined ? {} : { OldImage: image(oldImage) }),
    },
  };
};

const person = (id: string, fields: Item = {}): Item => ({
  pk: `P#${id}`,
  sk: 'STATE',
  version: 1,
  regionCode: '330102001052',
  layer: 'registered',
  categories: ['marginal'],
  householdId: 'h',
  ...fields,
});
const report = (id: string, fields: Item = {}): Item => ({
  pk: `REPORT#${id}`,
  sk: 'STATE',
  version: 1,
  regionCode: '330102001',
  status: 'received',
  ...fields,
});

const setUp = () => {
  const statistics = new MemoryStatistics();
  const parked: ParkedRecord[] = [];
  const lines: { event: string; fields: LogFields }[] = [];
  const fault: { next?: Error } = {};
  const keep = (event: string, fields: LogFields = {}) => void lines.push({ event, fields });
  const store = statistics.store(async () => {
    if (fault.next !== undefined) throw fault.next;
  });
  const handler = createHandler({
    stores: async () => [store],
    park: async (one) => void parked.push(one),
    log: { info: keep, error: keep },
  });
  const counters = (cell: string) => statistics.cells.get(cell)?.counters;
  return {
    statistics,
    parked,
    lines,
    fault,
    counters,
    deliver: (...Records: readonly DynamoDBRecord[]) => handler({ Records: [...Records] }),
  };
};

describe('the projector at its door', () => {
  it('counts the states of what is counted, and passes by everything else', async () => {
    const { deliver, counters, parked, statistics } = setUp();
    await deliver(
      record('registry', person('a')),
      record('registry', { pk: 'H#h', sk: 'STATE', version: 1, regionCode: '330102' }),
      record('registry', { pk: 'K#1.x', sk: 'LOOKUP', personId: 'a' }),
      record('cases', { pk: 'OUT#0', sk: '01J', message: 'm' }),
      record('cases', { pk: 'ALERT-KEY#h#death', sk: 'STATE', version: 1 }),
      record('cases', { pk: 'ALERT#x', sk: 'NOTE#000001', sealed: 's' }),
      record('cases', {
        pk: 'ALERT#x',
        sk: 'STATE',
        version: 1,
        regionCode: '330102001',
        kind: 'death',
        state: 'raised',
      }),
    );
    expect(counters('people#330102001052')).toEqual({ registered: 1, 'registered:marginal': 1 });
    expect(counters('alerts#330102001')).toEqual({ 'kind:death': 1 });
    expect(statistics.contributions.size).toBe(2);
    expect(parked).toEqual([]);
    expect(statistics.cells.get('alerts#330102001')?.asOf).toBe('2026-11-24T02:00:00.000Z');
  });

  it('follows a change, and comes to the same when the batch comes twice', async () => {
    const { deliver, counters } = setUp();
    const batch = [
      record('registry', person('a')),
      record('registry', person('b')),
      record('registry', person('a', { version: 2, layer: 'exited', categories: [] }), person('a')),
    ];
    await deliver(...batch);
    await deliver(...batch);
    expect(counters('people#330102001052')).toEqual({ registered: 1, 'registered:marginal': 1, exited: 1 });
  });

  it('takes out what its time to live has ended', async () => {
    const { deliver, counters, statistics } = setUp();
    await deliver(record('intake', report('r')), record('intake', report('s')));
    await deliver(record('intake', undefined, report('r')));
    await deliver(record('intake', report('r')));
    expect(counters('reports#330102001')).toEqual({ 'status:received': 1 });
    const left = { kind: 'report', id: 's', version: 1, regionCode: '330102001', status: 'received' } as const;
    expect(isEqual(await recount(statistics.source([left])))).toBe(true);
  });

  it('parks by its number what it cannot read, without its content, and counts the rest', async () => {
    const { deliver, counters, parked, lines } = setUp();
    const broken = {
      ...record('intake', report('x')),
      dynamodb: { Keys: { pk: { S: 'REPORT#y' }, sk: { S: 'STATE' } } },
    };
    await deliver(record('intake', report('bad', { status: '陈小明' })), broken, record('intake', report('good')));
    expect(counters('reports#330102001')).toEqual({ 'status:received': 1 });
    expect(parked.map(({ table, errorName }) => [table, errorName])).toEqual([
      ['intake', 'UnreadableRecord'],
      ['intake', 'UnreadableRecord'],
    ]);
    expect(JSON.stringify([parked, lines])).not.toContain('陈小明');
    expect(lines.at(-1)).toEqual({ event: 'records', fields: { records: 3, parked: 2 } });
  });

  it('throws what may pass by itself, so that the batch comes again', async () => {
    const { deliver, counters, fault } = setUp();
    fault.next = new Error('throttled');
    await expect(deliver(record('intake', report('r')))).rejects.toThrow('throttled');
    delete fault.next;
    await deliver(record('intake', report('r')));
    expect(counters('reports#330102001')).toEqual({ 'status:received': 1 });
  });
});
