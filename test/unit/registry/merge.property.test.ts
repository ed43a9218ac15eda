import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePerson } from '#shared/domain/registry/change.ts';
import { broughtBy } from '#shared/domain/registry/commands/merge.ts';
import type { PersonState, RegistryCommand, Risk, SourceEntry } from '#shared/domain/registry/types.ts';
import { policyFor } from '#shared/policy/policy.ts';

const NOW = new Date('2026-11-24T02:00:00Z');
const { registry: policy } = policyFor('2026-11-24');

const entry = fc.record({
  source: fc.constantFrom('trade-union', 'housing', 'education', 'assistance-system'),
  sourceKey: fc.constantFrom('k1', 'k2', 'k3'),
  from: fc.constantFrom('2025-01-01', '2026-03-01', '2027-01-01'),
  until: fc.option(fc.constantFrom('2026-06-30', '2027-12-31'), { nil: undefined }),
});
const entries = fc
  .uniqueArray(entry, { maxLength: 5, selector: ({ source, sourceKey }) => `${source}#${sourceKey}` })
  .map((all) =>
    all.map(
      ({ until, ...one }): SourceEntry => ({
        ...one,
        layer: one.source === 'assistance-system' ? 'registered' : 'suspected',
        category: 'other-hardship',
        ...(until === undefined ? {} : { until }),
      }),
    ),
  );

const change = (before: PersonState, ...commands: RegistryCommand[]): PersonState => {
  const changed = changePerson(before, commands, { actor: 'reviewer', now: NOW, messageId: 'M' }, policy);
  if (!changed.ok) throw new Error(changed.error.code);
  return changed.value.person;
};

const person = (personId: string, all: readonly SourceEntry[]): PersonState => {
  const blank: PersonState = {
    personId,
    householdId: `H-${personId}`,
    regionCode: '330102001',
    birthYear: 1950,
    layer: 'exited',
    categories: [],
    entries: [],
    version: 1,
    createdAt: '2025-01-01T00:00:00Z',
    updatedAt: '2025-01-01T00:00:00Z',
  };
  return change(blank, ...all.map((one): RegistryCommand => ({ kind: 'put-entry', entry: one })));
};

const keys = ({ entries: all }: PersonState) => all.map(({ source, sourceKey }) => `${source}#${sourceKey}`).sort();
const facts = (state: PersonState) => ({ layer: state.layer, categories: state.categories, entries: keys(state) });

const list = {
  source: 'trade-union',
  layer: 'suspected',
  category: 'hardship-worker',
  from: '2026-01-01',
} as const;

const merge = (survivor: PersonState, other: PersonState) => ({
  brought: broughtBy(survivor, other, '2026-11-24'),
  survivor: change(survivor, { kind: 'take-over', other }),
  other: change(other, { kind: 'merge-into', survivorId: survivor.personId }),
});

describe('two records merged', () => {
  it('leave one that holds what either held, and one that decides nothing', () => {
    fc.assert(
      fc.property(entries, entries, (mine, theirs) => {
        const [one, two] = [person('A', mine), person('B', theirs)];
        const merged = merge(one, two);
        expect(new Set(keys(merged.survivor))).toEqual(new Set([...keys(one), ...keys(two)]));
        expect(merged.other).toMatchObject({ layer: 'exited', categories: [], mergedInto: 'A' });
        expect([merged.survivor.version, merged.other.version]).toEqual([one.version + 1, two.version + 1]);
        expect(merged.survivor.mergedFrom).toEqual(['B']);
      }),
    );
  });

  it('and taken apart again are what they were', () => {
    fc.assert(
      fc.property(entries, entries, (mine, theirs) => {
        const [one, two] = [person('A', mine), person('B', theirs)];
        const { survivor, other, brought } = merge(one, two);
        const apart = change(survivor, { kind: 'give-back', other, brought });
        const back = change(other, { kind: 'come-back', from: survivor, brought });
        expect([facts(apart), facts(back)]).toEqual([facts(one), facts(two)]);
        expect(back.mergedInto).toBeUndefined();
      }),
    );
  });

  it('what a source changed or added since goes with the one whose entry it was', () => {
    const [one, two] = [person('A', []), person('B', [{ ...list, sourceKey: 'theirs' }])];
    const { survivor, other, brought } = merge(one, two);
    const since = change(
      survivor,
      { kind: 'put-entry', entry: { ...list, sourceKey: 'theirs', until: '2027-01-31' } },
      { kind: 'put-entry', entry: { ...list, sourceKey: 'later' } },
    );
    const apart = change(since, { kind: 'give-back', other, brought });
    const back = change(other, { kind: 'come-back', from: since, brought });
    expect(keys(apart)).toEqual(['trade-union#later']);
    expect(back.entries).toMatchObject([{ sourceKey: 'theirs', until: '2027-01-31' }]);
  });

  it('tell of every record that went before them, and forget those with the one that comes back', () => {
    const first = merge(person('B', []), person('A', []));
    const second = merge(person('C', []), first.survivor);
    expect(second.survivor.mergedFrom).toEqual(['B', 'A']);
    const apart = change(second.survivor, { kind: 'give-back', other: second.other, brought: second.brought });
    expect(apart.mergedFrom).toEqual([]);
  });

  it('a hold that was lifted and a death that was withdrawn meanwhile do not come back with the other', () => {
    const held = change(person('B', []), { kind: 'set-hold', layer: 'registered', until: '2027-01-31' });
    const dead = change(held, { kind: 'record-death', day: '2026-11-01', source: 'assistance-system', evidence: 'E1' });
    const { survivor, other, brought } = merge(person('A', []), dead);
    const since = change(survivor, { kind: 'lift-hold' }, { kind: 'withdraw-death', evidence: 'E2' });
    const back = change(other, { kind: 'come-back', from: since, brought });
    expect([back.hold, back.death, back.layer]).toEqual([undefined, undefined, 'exited']);
  });

  it('a death that came by the number of the one that comes back is theirs, and nobody else is dead', () => {
    const { survivor, other, brought } = merge(person('A', []), person('B', []));
    const death = { kind: 'record-death', day: '2026-11-01', source: 'assistance-system', evidence: 'E1' } as const;
    const dead = change(survivor, death);
    const told = {
      ...dead,
      death: { day: '2026-11-01', source: 'assistance-system', evidence: 'E1', of: 'B' },
    } as const;
    const apart = change(told, { kind: 'give-back', other, brought });
    const back = change(other, { kind: 'come-back', from: told, brought });
    expect([apart.death, back.death?.day]).toEqual([undefined, '2026-11-01']);
    const own = change(dead, { kind: 'give-back', other, brought });
    const alive = change(other, { kind: 'come-back', from: dead, brought });
    expect([own.death?.day, alive.death]).toEqual(['2026-11-01', undefined]);
  });

  it('a hold that an official set since the merger stays with the one for whom it was set', () => {
    const held = change(person('B', []), { kind: 'set-hold', layer: 'registered', until: '2027-01-31' });
    const { survivor, other, brought } = merge(person('A', []), held);
    const later = { actor: 'other-official', now: new Date('2026-11-24T03:00:00Z'), messageId: 'N' };
    const since = changePerson(
      survivor,
      [{ kind: 'set-hold', layer: 'suspected', until: '2027-06-30' }],
      later,
      policy,
    );
    if (!since.ok) throw new Error(since.error.code);
    const apart = change(since.value.person, { kind: 'give-back', other, brought });
    const untouched = change(survivor, { kind: 'give-back', other, brought });
    expect([apart.hold?.until, untouched.hold]).toEqual(['2027-06-30', undefined]);
  });

  it('a hold in force is taken over where the own one is over, and goes back with the one that brought it', () => {
    const over = {
      layer: 'suspected',
      until: '2026-10-31',
      setBy: 'official-1',
      setAt: '2026-09-01T00:00:00.000Z',
    } as const;
    const held = change(person('B', []), { kind: 'set-hold', layer: 'registered', until: '2027-01-31' });
    const { survivor, other, brought } = merge({ ...person('A', []), hold: over }, held);
    expect([survivor.layer, survivor.hold]).toEqual(['registered', held.hold]);
    const apart = change(survivor, { kind: 'give-back', other, brought });
    const back = change(other, { kind: 'come-back', from: survivor, brought });
    expect([apart.layer, back.layer, back.hold]).toEqual(['exited', 'registered', held.hold]);
  });

  it('lose nothing for which the one that stays has no room', () => {
    const many = Array.from({ length: 12 }, (_, n) => ({ ...list, sourceKey: `mine-${n}` }));
    const risk = (n: number) =>
      ({ kind: 'disability', source: 'visit', day: `2026-11-${n}`, reportedBy: 'o' }) as const;
    const told = many.map(
      (_, n) => ({ kind: 'add-risk', risk: { ...risk(n + 10), sourceKey: `later-${n}` } }) as const,
    );
    const theirs = [
      { ...list, sourceKey: 'ended', until: '2026-02-28' },
      { ...list, sourceKey: 'live' },
    ];
    const two = change(person('B', theirs), {
      kind: 'add-risk',
      risk: { ...risk(10), day: '2026-01-10', sourceKey: 'theirs' },
    });
    const { survivor, other, brought } = merge(person('A', many), two);
    const since = change(survivor, ...told);
    const back = change(other, { kind: 'come-back', from: since, brought });
    expect([keys(back), back.risks]).toEqual([keys(two), two.risks]);
  });

  it('get back what came since by the number of the one that went, and nothing else that came', () => {
    const { survivor, other, brought } = merge(person('A', []), { ...person('B', []), mergedFrom: ['C'] });
    const came = (sourceKey: string, of?: string): SourceEntry => ({
      source: 'education',
      sourceKey,
      layer: 'suspected',
      category: 'other-hardship',
      from: '2026-03-01',
      ...(of === undefined ? {} : { of }),
    });
    const risk = (sourceKey: string, of?: string): Risk => ({
      kind: 'accident',
      source: 'education',
      sourceKey,
      day: '2026-03-01',
      reportedBy: 'education',
      ...(of === undefined ? {} : { of }),
    });
    const since = change(
      survivor,
      ...[came('own'), came('theirs', 'B'), came('before', 'C')].map(
        (one) => ({ kind: 'put-entry', entry: one }) as const,
      ),
      ...[risk('own'), risk('theirs', 'B')].map((one) => ({ kind: 'add-risk', risk: one }) as const),
    );
    const stays = change(since, { kind: 'give-back', other, brought });
    const back = change(other, { kind: 'come-back', from: since, brought });
    expect([keys(stays), keys(back)]).toEqual([['education#own'], ['education#before', 'education#theirs']]);
    expect([stays.risks, back.risks].map((all) => all?.map(({ sourceKey }) => sourceKey))).toEqual([
      ['own'],
      ['theirs'],
    ]);
    expect(back.layer).toBe('suspected');
  });

  it('have the household of who stays checked again where the death was known of the other only', () => {
    const dead = change(person('B', []), { kind: 'record-death', day: '2026-11-01', source: 'assistance-system' });
    const act = { actor: 'reviewer', now: NOW, messageId: 'M' };
    const stays = changePerson(person('A', []), [{ kind: 'take-over', other: dead }], act, policy);
    expect(stays).toMatchObject({ ok: true, value: { recheck: { householdId: 'H-A', dueOn: '2027-02-01' } } });
    const alike = { ...person('A', []), householdId: 'H-B' };
    const same = changePerson(alike, [{ kind: 'take-over', other: dead }], act, policy);
    expect(same.ok && same.value.recheck).toBeUndefined();
  });

  it('refuse any other change of the one that went', () => {
    const { other } = merge(person('A', []), person('B', []));
    const act = { actor: 'reviewer', now: NOW, messageId: 'M' };
    expect(changePerson(other, [{ kind: 'lift-hold' }], act, policy)).toMatchObject({
      ok: false,
      error: { code: 'person-merged' },
    });
  });
});
