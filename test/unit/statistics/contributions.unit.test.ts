import { describe, expect, it } from 'vitest';
import { readAggregate } from '#shared/contracts/records/statistics.ts';
import { cellChanges, contributionOf, removalOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import { MemoryStatistics } from './memory-statistics.ts';

const order = {
  kind: 'work-order',
  id: 'w',
  version: 1,
  regionCode: '330102001',
  state: 'issued',
  dueAt: '2026-12-01T15:59:59.999Z',
} as const;
const person = {
  kind: 'person',
  id: 'p',
  version: 3,
  regionCode: '330102001052',
  layer: 'registered',
  categories: ['marginal', 'housing-aid'],
} as const;
const at = '2026-11-24T02:00:00.000Z';

describe('a contribution', () => {
  it('counts a person in their layer, and in each of their categories', () => {
    expect(contributionOf(person)).toEqual({
      version: 3,
      cell: { view: 'people', countyCode: '330102', regionCode: '330102001052' },
      counters: { registered: 1, 'registered:marginal': 1, 'registered:housing-aid': 1 },
    });
  });

  it('counts a record that was merged into another in nothing: the person is counted once', () => {
    const item = { version: 3, regionCode: '330102001', layer: 'exited', categories: [], mergedInto: 'other' };
    const gone = readAggregate({ kind: 'person', id: 'p' }, item);
    expect(gone && contributionOf(gone).counters).toEqual({});
  });

  it('counts an open work order on the Shanghai day on which it is due, and a closed one on none', () => {
    expect(contributionOf(order).counters).toEqual({ 'state:issued': 1, 'openDue:2026-12-01': 1 });
    expect(contributionOf({ ...order, dueAt: '2026-12-01T16:00:00.000Z' }).counters).toHaveProperty([
      'openDue:2026-12-02',
    ]);
    expect(contributionOf({ ...order, state: 'closed' }).counters).toEqual({ 'state:closed': 1 });
  });

  it('counts what lies in an abolished county in its successor, as a whole', () => {
    const { cell } = contributionOf({ ...person, regionCode: '330104001' });
    expect(cell).toEqual({ view: 'people', countyCode: '330102', regionCode: '330102' });
  });
});

describe('a change of a cell', () => {
  it('is the difference: what stays as it is does not stand in it', () => {
    const before = contributionOf(person);
    const moved = contributionOf({ ...person, version: 4, categories: ['marginal'] });
    expect(cellChanges([{ kind: 'person', id: 'p', before, contribution: moved, at }])).toEqual([
      { cell: before.cell, add: { 'registered:housing-aid': -1 }, fading: [], asOf: at },
    ]);
    expect(cellChanges([{ kind: 'person', id: 'p', before, contribution: before, at }])).toEqual([]);
  });

  it('takes from the old cell what it gives to the new one', () => {
    const before = contributionOf({ ...person, categories: [] });
    const after = contributionOf({ ...person, version: 4, regionCode: '330106001', categories: [] });
    expect(
      cellChanges([{ kind: 'person', id: 'p', before, contribution: after, at }]).map(({ cell, add }) => [
        cell.regionCode,
        add,
      ]),
    ).toEqual([
      ['330102001052', { registered: -1 }],
      ['330106001', { registered: 1 }],
    ]);
  });

  it('names a day that may have come to zero', () => {
    const before = contributionOf(order);
    const [change] = cellChanges([{ kind: 'work-order', id: 'w', before, contribution: removalOf(before), at }]);
    expect(change?.fading).toEqual(['openDue:2026-12-01']);
  });

  it('adds up what several aggregates do to one cell, at the time of the last', () => {
    const steps = ['a', 'b', 'c'].map(
      (id, index) =>
        ({
          kind: 'work-order',
          id,
          contribution: contributionOf({ ...order, id }),
          at: `2026-11-24T02:00:0${index}.000Z`,
        }) as const,
    );
    expect(cellChanges(steps)).toMatchObject([
      { add: { 'state:issued': 3, 'openDue:2026-12-01': 3 }, asOf: '2026-11-24T02:00:02.000Z' },
    ]);
  });
});

describe('the projector', () => {
  it('moves the version even where no figure changes: an older one that comes late is not taken for newer', async () => {
    const statistics = new MemoryStatistics();
    const event = (version: number, state: string) =>
      ({ kind: 'work-order', id: 'w', contribution: contributionOf({ ...order, version, state }), at }) as const;
    for (const late of [event(1, 'issued'), event(3, 'issued'), event(2, 'accepted')])
      await project([late], statistics.store());
    expect(statistics.cells.get('work-orders#330102001')?.counters).toEqual({
      'state:issued': 1,
      'openDue:2026-12-01': 1,
    });
  });
});

describe('reading an aggregate', () => {
  it('needs only the fields that figures follow from', () => {
    const image = { version: 1, regionCode: '330102', kind: 'death', state: 'raised', whatever: { else: true } };
    expect(readAggregate({ kind: 'alert', id: 'a' }, image)).toEqual({
      kind: 'alert',
      id: 'a',
      version: 1,
      regionCode: '330102',
      alertKind: 'death',
    });
  });

  it('knows a prefecture by itself, to which counties return what is not theirs', () => {
    const image = { version: 1, state: 'issued', dueAt: '2026-11-30T15:59:59.999Z', regionCode: '330100' };
    expect(readAggregate({ kind: 'work-order', id: 'w' }, image)).toMatchObject({ regionCode: '330100' });
  });

  it.each([
    ['no region', { version: 1, status: 'received' }],
    ['a region that is none', { version: 1, status: 'received', regionCode: '339999' }],
    ['the whole province', { version: 1, status: 'received', regionCode: '330000' }],
    ['no version', { status: 'received', regionCode: '330102' }],
    ['a word that is no word', { version: 1, status: '陈小明', regionCode: '330102' }],
    ['nothing', undefined],
  ])('fails with %s', (_, image) => {
    expect(readAggregate({ kind: 'report', id: 'r' }, image)).toBeUndefined();
  });
});
