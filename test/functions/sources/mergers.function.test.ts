import { beforeEach, describe, expect, it } from 'vitest';
import type { PersonState } from '#shared/domain/registry/types.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { sourceWorld } from './source-world.ts';

const HEADER = 'source_key,id_number,name,region_code,from';
const rowOf = (key: string, number: string, from = '2026-01-05') => `${key},${number},陈小明,330102001,${from}`;
const list = (...rows: readonly string[]): Buffer => Buffer.from(`${HEADER}\n${rows.join('\n')}\n`);

describe('a list after two records were merged', () => {
  let world = sourceWorld();
  let [one, two, three] = [newIdNumber(), newIdNumber(), newIdNumber()];

  const recordOf = (personId: string): PersonState => {
    const person = world.registry.all.get(personId);
    if (person === undefined) throw new Error('nobody');
    return person;
  };
  const put = (person: PersonState) =>
    void world.registry.all.set(person.personId, { ...person, version: person.version + 1 });
  const merge = (goes: string, stays: string) => {
    const [gone, left] = [recordOf(goes), recordOf(stays)];
    put({ ...gone, mergedInto: stays });
    const mergedFrom = [...(left.mergedFrom ?? []), goes, ...(gone.mergedFrom ?? [])];
    put({ ...left, entries: [...left.entries, ...gone.entries], mergedFrom });
  };
  /** The entry of a key goes back to the record that had brought it. */
  const unmerge = (came: string, stays: string, key: string) => {
    const [{ mergedInto: _, ...back }, left] = [recordOf(came), recordOf(stays)];
    put({ ...back, entries: left.entries.filter(({ sourceKey }) => sourceKey === key) });
    put({ ...left, entries: left.entries.filter(({ sourceKey }) => sourceKey !== key), mergedFrom: [] });
  };
  const idOf = (number: string): string => world.registry.personOf(number)?.personId ?? '';

  beforeEach(async () => {
    world = sourceWorld();
    [one, two, three] = [newIdNumber(), newIdNumber(), newIdNumber()];
    await world.send('trade-union', list(rowOf('K-1', one), rowOf('K-2', two), rowOf('K-3', three)), { rows: 3 });
  });

  it('and taken apart again ends the entry of the record that has it', async () => {
    const [a, b] = [idOf(one), idOf(two)];
    merge(a, b);
    const named = list(rowOf('K-1', one, '2026-02-01'), rowOf('K-2', two), rowOf('K-3', three));
    expect(await world.send('trade-union', named, { rows: 3, sequence: 2 })).toMatchObject({ counts: { changed: 1 } });
    unmerge(a, b, 'K-1');
    const rest = list(rowOf('K-2', two), rowOf('K-3', three));
    expect(await world.send('trade-union', rest, { rows: 2, sequence: 3 })).toMatchObject({ counts: { closed: 1 } });
    expect([recordOf(a).layer, recordOf(b).layer]).toEqual(['exited', 'suspected']);
  });

  it('and taken apart again is taken back from the record that has the entry', async () => {
    const [a, b] = [idOf(one), idOf(two)];
    merge(a, b);
    const named = list(rowOf('K-1', one, '2026-02-01'), rowOf('K-2', two), rowOf('K-3', three));
    const batch = await world.send('trade-union', named, { rows: 3, sequence: 2 });
    unmerge(a, b, 'K-1');
    await world.command('trade-union', batch.batchId, 'undo');
    expect(recordOf(a).entries).toMatchObject([{ sourceKey: 'K-1', from: '2026-01-05' }]);
    expect(recordOf(b).entries).toMatchObject([{ sourceKey: 'K-2' }]);
  });

  it('is taken back without moving the record that stays from where it lived itself', async () => {
    const recipient = (number: string, region: string) =>
      Buffer.from(
        `${HEADER},category,evidence\nJ-1,${number},陈小明,${region},2026-01-05,marginal,民低边〔2026〕1号\n`,
      );
    await world.send('assistance-system', recipient(one, '330102001'));
    const wrong = await world.send('assistance-system', recipient(one, '330105'), { sequence: 2 });
    const [a, b] = [idOf(one), idOf(two)];
    put({ ...recordOf(b), regionCode: '330105' });
    merge(a, b);
    await world.command('assistance-system', wrong.batchId, 'undo');
    expect([recordOf(a).regionCode, recordOf(b).regionCode]).toEqual(['330105', '330105']);
  });

  it('says by whose number a new word came, so that it goes back with them', async () => {
    const [a, b] = [idOf(one), idOf(two)];
    merge(a, b);
    const told = (number: string, sourceKey: string) => ({
      sourceKey,
      occurredAt: '2026-11-10T00:00:00.000Z',
      person: { idNumber: number, name: '陈小明', regionCode: '330102001' },
      from: '2026-11-01',
    });
    const risk = {
      ...told(one, 'R-1'),
      from: undefined,
      type: 'risk',
      risks: [{ kind: 'accident', day: '2026-11-01' }],
    };
    await world.events('education', [told(one, 'E-1'), told(two, 'E-2'), JSON.parse(JSON.stringify(risk))]);
    const survivor = recordOf(b);
    const origins = survivor.entries.map(({ sourceKey, of }) => [sourceKey, of]).toSorted();
    expect(origins).toEqual([
      ['E-1', a],
      ['E-2', undefined],
      ['K-1', undefined],
      ['K-2', undefined],
    ]);
    expect(survivor.risks).toMatchObject([{ sourceKey: 'R-1', of: a }]);
    const ownerOf = (key: string) => world.registry.claims.get(`education#${key}`)?.personId;
    expect([ownerOf('E-1'), ownerOf('E-2')]).toEqual([a, b]);
  });

  it('says by whose number a death was told, so that the other is not taken for dead', async () => {
    const [a, b] = [idOf(one), idOf(two)];
    merge(a, b);
    const told = (number: string) => ({
      type: 'exited',
      sourceKey: `J-${number}`,
      occurredAt: '2026-11-10T00:00:00.000Z',
      person: { idNumber: number, name: '陈小明', regionCode: '330102001' },
      from: '2026-11-01',
      cause: 'death',
      evidence: '死亡证明 1',
    });
    await world.events('assistance-system', [told(one)]);
    expect(recordOf(b).death).toMatchObject({ of: a });
    await world.events('assistance-system', [told(three)]);
    expect(recordOf(idOf(three)).death?.of).toBeUndefined();
  });

  it('and taken apart again brings what it had ended back to the record that has it', async () => {
    const [a, b] = [idOf(one), idOf(two)];
    merge(a, b);
    const rest = list(rowOf('K-2', two), rowOf('K-3', three));
    const batch = await world.send('trade-union', rest, { rows: 2, sequence: 2 });
    expect(batch.counts).toMatchObject({ closed: 1 });
    unmerge(a, b, 'K-1');
    await world.command('trade-union', batch.batchId, 'undo');
    expect(recordOf(a).entries.map(({ until }) => until)).toEqual([undefined]);
    expect(recordOf(b).entries).toMatchObject([{ sourceKey: 'K-2' }]);
  });
});
