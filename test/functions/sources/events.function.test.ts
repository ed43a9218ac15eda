import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inboxExamples } from '#shared/contracts/inbox.ts';
import { sourceEntryRecord } from '#shared/contracts/records/registry.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { sourceWorld } from './source-world.ts';

const REGION = '330102001';
const approval = (idNumber: string, over: object = {}) => ({
  type: 'approved',
  sourceKey: 'JZ-1',
  occurredAt: '2026-11-01T00:00:00.000Z',
  evidence: '民低保〔2026〕1号',
  person: { idNumber, name: '陈小明', regionCode: REGION },
  category: 'subsistence-allowance',
  from: '2026-11-01',
  ...over,
});
const listed = (idNumber: string, over: object = {}) => ({
  sourceKey: 'GH-1',
  occurredAt: '2026-11-01T00:00:00.000Z',
  person: { idNumber, name: '陈小明', regionCode: REGION },
  from: '2026-11-01',
  ...over,
});

describe('events of the assistance system', () => {
  it('register, and an exit with its reference leaves the person watched on', async () => {
    const world = sourceWorld();
    const number = newIdNumber();
    const { status, body } = await world.events('assistance-system', [approval(number)]);
    expect([status, body.items]).toEqual([
      200,
      [{ sourceKey: 'JZ-1', status: 'applied', personId: expect.any(String) }],
    ]);
    expect(world.registry.personOf(number)).toMatchObject({
      layer: 'registered',
      categories: ['subsistence-allowance'],
    });
    const exit = {
      type: 'exited',
      sourceKey: 'JZ-1',
      occurredAt: '2026-11-20T00:00:00.000Z',
      evidence: '民低保停〔2026〕1号',
      person: { idNumber: number, name: '陈小明', regionCode: REGION },
      from: '2026-11-20',
    };
    await world.events('assistance-system', [exit]);
    expect(world.registry.personOf(number)?.layer).toBe('suspected');
    expect(world.registry.outbox.map(({ type }) => type)).toEqual(['person.layer-changed', 'person.layer-changed']);
  });

  it('that told of a death by mistake name the person again under the same key, in either order of arrival', async () => {
    const death = (number: string) => ({
      type: 'exited',
      sourceKey: 'JZ-1',
      occurredAt: '2026-11-20T00:00:00.000Z',
      evidence: '死亡证明 1',
      cause: 'death',
      person: { idNumber: number, name: '陈小明', regionCode: REGION },
    });
    const again = { type: 'changed', occurredAt: '2026-11-22T00:00:00.000Z', evidence: '更正 2' };
    for (const inOrder of [true, false]) {
      const world = sourceWorld();
      const number = newIdNumber();
      await world.events('assistance-system', [approval(number)]);
      const words = [death(number), approval(number, again)];
      for (const word of inOrder ? words : words.reverse()) await world.events('assistance-system', [word]);
      expect(world.registry.personOf(number)).toMatchObject({ layer: 'registered' });
      expect(world.registry.personOf(number)?.death).toBeUndefined();
    }
    const world = sourceWorld();
    const number = newIdNumber();
    await world.events('assistance-system', [approval(number), death(number)]);
    await world.events('assistance-system', [approval(number, { ...again, sourceKey: 'JZ-2' })]);
    expect(world.registry.personOf(number)).toMatchObject({ layer: 'exited', death: { evidence: '死亡证明 1' } });
  });

  it('of a death that has not come yet are refused like a day that there is not, through the inbox too', async () => {
    const world = sourceWorld();
    const [number, unknown] = [newIdNumber(), newIdNumber()];
    const death = (of: string, from: string) => {
      const { category: _, ...told } = approval(of, { type: 'exited', cause: 'death', from });
      return { ...told, occurredAt: '2026-11-20T00:00:00.000Z' };
    };
    const ahead = [death(number, '2026-11-25'), death(unknown, '2027-11-24')];
    const { body } = await world.events('assistance-system', [approval(number), ...ahead]);
    const refused = { code: 'invalid-request', errors: [{ path: '/from', code: 'day-in-future' }] };
    expect(body.items.slice(1)).toMatchObject([
      { status: 'rejected', problem: refused },
      { status: 'rejected', problem: refused },
    ]);
    const told = inboxExamples[3]?.body;
    const data = { ...told?.detail.data, cause: 'death', from: '2026-11-25' };
    expect((await world.take({ ...told, detail: { ...told?.detail, data } })).batchItemFailures).toHaveLength(1);
    expect(world.registry.personOf(number)).toMatchObject({ layer: 'registered' });
    expect(world.registry.all.size).toBe(1);
    await world.events('assistance-system', [death(number, '2026-11-24')]);
    expect(world.registry.personOf(number)).toMatchObject({ layer: 'exited', death: { day: '2026-11-24' } });
  });

  it('may name the last day of all, and leave nothing that cannot be read', async () => {
    const world = sourceWorld();
    const number = newIdNumber();
    const named = { person: { idNumber: number, name: '陈小明', regionCode: REGION }, from: '9999-12-31' };
    const told = { ...named, occurredAt: '2026-11-20T00:00:00.000Z', evidence: '文号 2' };
    const refused = { type: 'refused', sourceKey: 'JZ-2', ...told };
    const exit = { type: 'exited', sourceKey: 'JZ-1', ...told };
    const { status, body } = await world.events('assistance-system', [approval(number), refused, exit]);
    expect([status, body.items.map((item: { status: string }) => item.status)]).toEqual([
      200,
      ['applied', 'applied', 'applied'],
    ]);
    const ends = world.registry.personOf(number)?.entries.map(({ until }) => until);
    expect(ends).toEqual(['9999-12-31', '9999-12-30', '9999-12-31']);
    const first = { ...exit, occurredAt: '2026-11-21T00:00:00.000Z', cause: 'end-of-need', from: '0000-01-01' };
    expect((await world.events('assistance-system', [first])).body.items).toMatchObject([{ status: 'applied' }]);
  });

  it('lead to the same in any order of arrival, and twice is once', async () => {
    const exit = (number: string) => ({
      type: 'exited',
      sourceKey: 'JZ-1',
      occurredAt: '2026-11-20T00:00:00.000Z',
      evidence: '民低保停〔2026〕1号',
      person: { idNumber: number, name: '陈小明', regionCode: REGION },
      from: '2026-11-20',
    });
    const layers: unknown[][] = [];
    for (const order of [
      [0, 1],
      [1, 0],
      [0, 1, 0, 1],
    ]) {
      const world = sourceWorld();
      const number = newIdNumber();
      for (const index of order) {
        await world.events('assistance-system', [[approval(number), exit(number)][index]]);
      }
      const person = world.registry.personOf(number);
      layers.push([person?.layer, person?.categories]);
    }
    expect(new Set(layers.map((layer) => JSON.stringify(layer))).size).toBe(1);
    expect(layers[0]?.[0]).toBe('suspected');
  });

  it('are answered each for itself', async () => {
    const world = sourceWorld();
    const [one, two] = [newIdNumber(), newIdNumber()];
    const { status, body } = await world.events('assistance-system', [
      approval(one),
      approval(two, { sourceKey: 'JZ-2', category: 'hardship-worker' }),
      { nothing: true },
      approval(one),
      approval(one, { occurredAt: '2026-10-01T00:00:00.000Z', category: 'marginal' }),
      approval(two, { sourceKey: 'JZ-1' }),
      approval(two, { sourceKey: two }),
      approval(two, { sourceKey: 'JZ-9', occurredAt: '2027-01-01T00:00:00.000Z' }),
    ]);
    expect(status).toBe(200);
    expect(body.items.map(({ status: came }: { status: string }) => came)).toEqual([
      'applied',
      'rejected',
      'rejected',
      'unchanged',
      'older',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(body.items[1].problem).toMatchObject({ code: 'invalid-request', errors: [{ path: '/category' }] });
    expect(body.items[5].problem.code).toBe('source-key-taken');
    expect(JSON.stringify(body)).not.toContain(one);
  });

  it('go on under the keys of a record that was merged into another', async () => {
    const world = sourceWorld();
    const [one, two] = [newIdNumber(), newIdNumber()];
    await world.events('assistance-system', [approval(one), approval(two, { sourceKey: 'JZ-2' })]);
    const [goes, stays] = [world.registry.personOf(one), world.registry.personOf(two)];
    if (goes === undefined || stays === undefined) throw new Error('nobody was registered');
    const further = approval(two, { occurredAt: '2026-11-05T00:00:00.000Z', category: 'marginal' });
    expect((await world.events('assistance-system', [further])).body.items[0]).toMatchObject({ status: 'rejected' });
    world.registry.all.set(goes.personId, { ...goes, mergedInto: stays.personId });
    world.registry.all.set(stays.personId, {
      ...stays,
      entries: [...stays.entries, ...goes.entries],
      mergedFrom: [goes.personId],
    });
    expect((await world.events('assistance-system', [further])).body.items[0]).toMatchObject({ status: 'applied' });
    expect(world.registry.personOf(two)?.categories).toContain('marginal');
  });

  it.each([
    ['refused', '9999-12-31'],
    ['exited', '9999-09-01'],
    ['exited', '0000-01-01'],
  ])('%s as of %s, at the end of what can be written, leave a record that can be read again', async (type, from) => {
    const world = sourceWorld();
    const number = newIdNumber();
    const { category: _, ...told } = approval(number, { type, from });
    const { status, body } = await world.events('assistance-system', [told]);
    expect([status, body.items]).toMatchObject([200, [{ status: 'applied' }]]);
    const entries = world.registry.personOf(number)?.entries ?? [];
    expect(z.array(sourceEntryRecord).safeParse(entries).error).toBeUndefined();
    expect(entries).not.toEqual([]);
  });

  it('of a region are for its people only', async () => {
    const world = sourceWorld();
    const county = { sub: 'county', region: '330105', roles: '[operator]' };
    const { body } = await world.events('assistance-system', [approval(newIdNumber())], county);
    expect(body.items[0]).toMatchObject({ status: 'rejected', problem: { code: 'region-outside-scope' } });
    expect(world.registry.all.size).toBe(0);
  });

  it('are at most 500, and a list of nothing is none', async () => {
    const world = sourceWorld();
    const many = Array.from({ length: 501 }, () => ({}));
    expect((await world.events('assistance-system', many)).body.errors[0].code).toBe('too-many-events');
    expect((await world.events('assistance-system', [])).status).toBe(400);
    expect((await world.call('/v1/sources/nothing/events', { method: 'POST', body: [{}] })).status).toBe(404);
  });
});

describe('events of lists', () => {
  it('suspect while they name a person, and carry risks', async () => {
    const world = sourceWorld();
    const number = newIdNumber();
    const risks = [{ kind: 'medical-spending', day: '2026-10-08', amountFen: 8_640_050 }];
    await world.events('trade-union', [listed(number, { risks })]);
    expect(world.registry.personOf(number)).toMatchObject({
      layer: 'suspected',
      categories: ['hardship-worker'],
      risks: [{ kind: 'medical-spending', source: 'trade-union', reportedBy: 'trade-union' }],
    });
    const gone = { type: 'delisted', occurredAt: '2026-11-10T00:00:00.000Z', from: '2026-11-10' };
    await world.events('trade-union', [listed(number, gone)]);
    expect(world.registry.personOf(number)?.layer).toBe('exited');
  });

  it('that tell of a risk neither hide nor end what stands under the same key', async () => {
    const risk = (number: string) => ({
      type: 'risk',
      sourceKey: 'GH-1',
      occurredAt: '2026-11-10T00:00:00.000Z',
      person: { idNumber: number, name: '陈小明', regionCode: REGION },
      risks: [{ kind: 'medical-spending', day: '2026-10-08' }],
    });
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const world = sourceWorld();
      const number = newIdNumber();
      for (const index of order) await world.events('trade-union', [[listed(number), risk(number)][index]]);
      expect(world.registry.personOf(number)).toMatchObject({ layer: 'suspected', risks: [{ sourceKey: 'GH-1' }] });
      const other = `source_key,id_number,name,region_code,from\nGH-2,${newIdNumber()},陈小明,${REGION},2026-01-05\n`;
      expect(await world.send('trade-union', Buffer.from(other))).toMatchObject({ counts: { created: 1, closed: 1 } });
      expect(world.registry.personOf(number)?.layer).toBe('exited');
    }
  });

  it('tell of each kind of risk by itself, in any order of arrival', async () => {
    const risk = (hour: number, ...risks: readonly object[]) => ({
      type: 'risk',
      sourceKey: 'GH-1',
      occurredAt: `2026-11-10T0${hour}:00:00.000Z`,
      risks,
    });
    const spent = (day: string) => ({ kind: 'medical-spending', day });
    const lost = (day: string) => ({ kind: 'unemployment', day });
    const words = [
      risk(1, spent('2026-10-01')),
      risk(2, lost('2026-10-02'), spent('2026-10-03')),
      risk(3, lost('2026-10-04'), { kind: 'accident', day: '2026-10-05' }),
      risk(4, spent('2026-10-03')),
    ];
    const outcomes = new Set<string>();
    for (const order of ['0123', '3210', '2031', '1302', '0312', '30213021']) {
      const world = sourceWorld();
      const person = { idNumber: newIdNumber(), name: '陈小明', regionCode: REGION };
      for (const index of order) await world.events('trade-union', [{ ...words[Number(index)], person }]);
      const risks = world.registry.personOf(person.idNumber)?.risks ?? [];
      outcomes.add(
        risks
          .map(({ kind, day, sourceKey }) => `${kind} ${day} ${sourceKey}`)
          .toSorted()
          .join(),
      );
    }
    const [accident, spending, work] = [
      'accident 2026-10-05',
      'medical-spending 2026-10-03',
      'unemployment 2026-10-04',
    ];
    expect([...outcomes]).toEqual([[accident, spending, work].map((one) => `${one} GH-1`).join()]);
  });

  it('that repeat a kind of risk later hold against an older word of it, whatever else was told', async () => {
    const world = sourceWorld();
    const number = newIdNumber();
    const tell = async (hour: number, kind: string, day: string) => {
      const person = { idNumber: number, name: '陈小明', regionCode: REGION };
      const told = { type: 'risk', sourceKey: 'GH-1', occurredAt: `2026-11-10T0${hour}:00:00.000Z`, person };
      const { body } = await world.events('trade-union', [{ ...told, risks: [{ kind, day }] }]);
      return body.items[0].status;
    };
    expect(await tell(1, 'unemployment', '2026-10-01')).toBe('applied');
    expect(await tell(5, 'accident', '2026-10-02')).toBe('applied');
    expect(await tell(3, 'unemployment', '2026-10-01')).toBe('unchanged');
    expect(await tell(2, 'unemployment', '2026-09-01')).toBe('older');
    expect(await tell(4, 'accident', '2026-09-02')).toBe('older');
    expect(world.registry.personOf(number)?.risks?.map(({ day }) => day)).toEqual(['2026-10-01', '2026-10-02']);
  });

  it('of another department are not found', async () => {
    const world = sourceWorld();
    const claims = { sub: 'union', region: '330000', roles: '[operator]', department: 'trade-union' };
    expect((await world.events('housing', [listed(newIdNumber())], claims)).status).toBe(404);
    const { body } = await world.call('/v1/sources', { claims });
    expect(body.items.map(({ source }: { source: string }) => source)).toEqual(['trade-union']);
  });
});

describe('the inbox', () => {
  it('takes what the assistance system tells, and fails what cannot be taken alone', async () => {
    const world = sourceWorld();
    const approved = inboxExamples[0]?.body;
    const { batchItemFailures } = await world.take({ no: 'message' }, approved, approved);
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
    expect([...world.registry.all.values()].map(({ layer }) => layer)).toEqual(['registered']);
    for (const { body } of inboxExamples) expect((await world.take(body)).batchItemFailures).toEqual([]);
    expect(world.logged.join()).not.toContain('陈小明');
  });

  it('takes no word of a time to come: every true one after it would be older', async () => {
    const world = sourceWorld();
    const approved = inboxExamples[0]?.body;
    const tomorrow = { ...approved, detail: { ...approved?.detail, occurredAt: '2026-11-25T02:00:00.000Z' } };
    expect((await world.take(tomorrow)).batchItemFailures).toHaveLength(1);
    expect(world.registry.all.size).toBe(0);
    expect((await world.take(approved)).batchItemFailures).toEqual([]);
    expect(world.registry.all.size).toBe(1);
  });
});
