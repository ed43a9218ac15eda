import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePerson, createPerson } from '#shared/domain/registry/change.ts';
import { addEntry, addPerson } from '#shared/domain/registry/decide.ts';
import { explain } from '#shared/domain/registry/explain.ts';
import { deriveLayer } from '#shared/domain/registry/rules/derive-layer.ts';
import type { PersonChange, PersonState, RegistryCommand, SourceEntry } from '#shared/domain/registry/types.ts';
import { addDays } from '#shared/kernel/time.ts';
import { actOn, anEntry, first, policy, someEntries, someEntry, someHold, TODAY } from './some-entries.ts';

const put = (entry: SourceEntry): RegistryCommand => ({ kind: 'put-entry', entry });
const made = (outcome: ReturnType<typeof changePerson>): PersonChange => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};
const derivedOf = ({ layer, categories, dueOn }: PersonState) => ({ layer, categories, dueOn });

/** The person to whom the entries came one by one. */
const arrived = (entries: readonly SourceEntry[]): PersonState => {
  const [head, ...rest] = entries;
  if (head === undefined) throw new Error('at least one entry');
  const start = made(createPerson(first, [put(head)], actOn(), policy)).person;
  return rest.reduce((person, entry) => made(changePerson(person, [put(entry)], actOn(), policy)).person, start);
};

describe('layer and categories', () => {
  it('follow from the live entries, the hold and the day alone, whatever their order and repetition', () => {
    fc.assert(
      fc.property(someEntries, someHold, fc.nat(), (entries, hold, turn) => {
        const shuffled = [
          ...entries.slice(turn % entries.length),
          ...entries.slice(0, turn % entries.length),
        ].reverse();
        const facts = (list: readonly SourceEntry[]) => ({ entries: list, ...(hold === undefined ? {} : { hold }) });
        expect(deriveLayer(facts([...shuffled, ...entries]), TODAY)).toEqual(deriveLayer(facts(entries), TODAY));
        expect(explain(facts(shuffled), TODAY)).toEqual(explain(facts(entries), TODAY));
      }),
    );
  });

  it('are registered by one live decision, suspected by any other live entry, exited without one, and as held', () => {
    fc.assert(
      fc.property(fc.array(someEntry, { maxLength: 8 }), someHold, (entries, hold) => {
        const live = entries.filter(({ from, until }) => from <= TODAY && (until ?? '9999') >= TODAY);
        const byRules = live.some(({ layer }) => layer === 'registered')
          ? 'registered'
          : live.length > 0
            ? 'suspected'
            : 'exited';
        const expected = hold !== undefined && hold.until >= TODAY ? hold.layer : byRules;
        const derived = deriveLayer({ entries, ...(hold === undefined ? {} : { hold }) }, TODAY);
        expect(derived.layer).toBe(expected);
        expect(derived.categories).toEqual([...new Set(live.map(({ category }) => category))].sort());
      }),
    );
  });

  it('stay as they are until the day that is due, and only then may turn', () => {
    fc.assert(
      fc.property(
        fc.array(someEntry, { maxLength: 6 }),
        someHold,
        fc.integer({ min: 1, max: 150 }),
        (entries, hold, days) => {
          const facts = { entries, ...(hold === undefined ? {} : { hold }) };
          const { dueOn, ...today } = deriveLayer(facts, TODAY);
          const later = addDays(TODAY, days);
          if (dueOn !== undefined && later >= dueOn) return;
          expect(deriveLayer(facts, later)).toEqual({ ...today, ...(dueOn === undefined ? {} : { dueOn }) });
        },
      ),
    );
  });

  it('come out alike for a person to whom the entries come one by one, in any order', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (entries, turn) => {
        const shuffled = [...entries.slice(turn % entries.length), ...entries.slice(0, turn % entries.length)];
        const [one, other] = [arrived(entries), arrived(shuffled.reverse())];
        expect(derivedOf(one)).toEqual(derivedOf(other));
        expect(derivedOf(one)).toMatchObject(deriveLayer(one, TODAY));
      }),
    );
  });
});

describe('a person', () => {
  it('has versions without a gap, a line for every change, and a message exactly when the layer changed', () => {
    fc.assert(
      fc.property(someEntry, someEntries, (head, more) => {
        let { person } = made(createPerson(first, [put(head)], actOn(), policy));
        expect(person.version).toBe(1);
        for (const next of more) {
          const outcome = changePerson(person, [put(next)], actOn(), policy);
          if (!outcome.ok) continue;
          const { person: after, since, timeline, messages } = outcome.value;
          expect(since).toBe(person.version);
          const changed = after.version !== person.version;
          expect(after.version).toBe(person.version + Number(changed));
          expect(timeline.length > 0).toBe(changed);
          expect(messages.map(({ type }) => type)).toEqual(
            after.layer === person.layer ? [] : ['person.layer-changed'],
          );
          expect(timeline.some(({ kind }) => kind === 'layer-change')).toBe(after.layer !== person.layer);
          person = after;
        }
      }),
    );
  });

  it('is not changed by a repetition: no version, no line, no message', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const person = arrived(entries);
        for (const entry of entries) {
          expect(made(changePerson(person, [put(entry)], actOn(), policy))).toEqual({
            person,
            since: person.version,
            timeline: [],
            archived: [],
            messages: [],
          });
        }
        expect(addEntry(person, entries.at(0) ?? anEntry(), { messageId: 'm' }, actOn().now).person).toBe(person);
      }),
    );
  });

  it('holds a source entry once, however often it comes', () => {
    fc.assert(
      fc.property(someEntry, fc.integer({ min: 1, max: 5 }), (same, times) => {
        let { person } = addPerson(first, same, { messageId: 'm' }, actOn().now);
        for (let index = 0; index < times; index += 1)
          person = addEntry(person, same, { messageId: 'm' }, actOn().now).person;
        expect(person.entries).toEqual([same]);
        expect(person.version).toBe(1);
      }),
    );
  });
});
