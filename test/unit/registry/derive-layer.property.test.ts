import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEntry, addPerson } from '#shared/domain/registry/decide.ts';
import { deriveLayer } from '#shared/domain/registry/rules/derive-layer.ts';
import type { SourceEntry } from '#shared/domain/registry/types.ts';
import { addDays } from '#shared/kernel/time.ts';
import { categories, sources } from '#shared/reference/words.ts';

const TODAY = '2026-11-24';
const NOW = new Date('2026-11-24T02:00:00.000Z');
const text = { zh: '因', en: 'because' };

const entry: fc.Arbitrary<SourceEntry> = fc
  .record({
    source: fc.constantFrom(...sources),
    sourceKey: fc.constantFrom('a', 'b', 'c'),
    layer: fc.constantFrom('registered' as const, 'suspected' as const),
    category: fc.constantFrom(...categories),
    from: fc.integer({ min: -400, max: 30 }).map((days) => addDays(TODAY, days)),
    until: fc.option(
      fc.integer({ min: -100, max: 100 }).map((days) => addDays(TODAY, days)),
      { nil: undefined },
    ),
  })
  .map(({ until, ...rest }) => ({ ...rest, reason: { code: 'x', text }, ...(until === undefined ? {} : { until }) }));

describe('layer and categories', () => {
  it('follow from the live entries and the day alone, whatever their order and repetition', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), fc.nat(), (entries, turn) => {
        const shuffled = [
          ...entries.slice(turn % entries.length),
          ...entries.slice(0, turn % entries.length),
        ].reverse();
        expect(deriveLayer([...shuffled, ...entries], TODAY)).toEqual(deriveLayer(entries, TODAY));
      }),
    );
  });

  it('are registered by one live decision, suspected by any other live entry, exited without one', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const live = entries.filter(({ from, until }) => from <= TODAY && (until ?? '9999') >= TODAY);
        const expected = live.some(({ layer }) => layer === 'registered')
          ? 'registered'
          : live.length > 0
            ? 'suspected'
            : 'exited';
        expect(deriveLayer(entries, TODAY).layer).toBe(expected);
      }),
    );
  });
});

describe('a person', () => {
  it('has versions without a gap, and a message exactly when the layer changed', () => {
    fc.assert(
      fc.property(entry, fc.array(entry, { maxLength: 8 }), (first, more) => {
        const ids = { messageId: 'm' };
        const made = addPerson(
          { personId: 'p', householdId: 'h', regionCode: '330102', birthYear: 1960 },
          first,
          ids,
          NOW,
        );
        expect(made.person.version).toBe(1);
        let person = made.person;
        for (const next of more) {
          const change = addEntry(person, next, ids, NOW);
          expect(change.person.version).toBe(person.version + 1);
          expect(change.message !== undefined).toBe(change.person.layer !== person.layer);
          person = change.person;
        }
      }),
    );
  });

  it('holds a source entry once, however often it comes', () => {
    fc.assert(
      fc.property(entry, fc.integer({ min: 1, max: 5 }), (same, times) => {
        let { person } = addPerson(
          { personId: 'p', householdId: 'h', regionCode: '330102', birthYear: 1960 },
          same,
          { messageId: 'm' },
          NOW,
        );
        for (let index = 0; index < times; index += 1) person = addEntry(person, same, { messageId: 'm' }, NOW).person;
        expect(person.entries).toEqual([same]);
      }),
    );
  });
});
