import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '#functions/registry/rederive-schedule/door.ts';
import { changePerson } from '#shared/domain/registry/change.ts';
import type { DueBook } from '#shared/domain/registry/ports.ts';
import type { PersonChange, PersonState } from '#shared/domain/registry/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { actOn, aListing, aState, policy } from '../../unit/registry/some-entries.ts';

let people: Map<string, PersonState>;
let saved: PersonChange[];
let logged: string[];
let broken: Set<string>;
let now: Date;

const book: DueBook = {
  dueIn: async ({ countyCode, day, after = '', limit }) => {
    const due = [...people.values()]
      .filter(({ dueOn = '9', regionCode }) => dueOn <= day && countyOf(regionCode) === countyCode)
      .map(({ dueOn, personId }) => ({ personId, sort: `${dueOn}#${personId}` }))
      .filter(({ sort }) => sort > after)
      .toSorted((one, other) => one.sort.localeCompare(other.sort));
    const page = due.slice(0, limit);
    const next = due.length > limit ? page.at(-1)?.sort : undefined;
    return { personIds: page.map(({ personId }) => personId), ...(next === undefined ? {} : { next }) };
  },
  find: async (personId) => {
    if (broken.has(personId)) throw new Error('unreadable');
    return people.get(personId);
  },
  save: async (change) => {
    if (people.get(change.person.personId)?.version !== change.since) return 'stale';
    people.set(change.person.personId, change.person);
    saved.push(change);
    return 'saved';
  },
};

const run = () =>
  createHandler({
    book,
    policyAt: () => policyFor('2026-11-24').registry,
    clock: () => now,
    newMessageId: () => `M${saved.length}`,
    log: {
      info: (event, fields) => void logged.push(JSON.stringify([event, fields])),
      error: (event, fields) => void logged.push(JSON.stringify([event, fields])),
    },
  })();

/** A person whose listing ends on a day. */
const endsOn = (personId: string, until: string): PersonState => {
  const entry = aListing({ until });
  const change = changePerson(aState([], { personId }), [{ kind: 'put-entry', entry }], actOn('2026-10-01'), policy);
  if (!change.ok) throw new Error(change.error.code);
  return change.value.person;
};

beforeEach(() => {
  people = new Map();
  saved = [];
  logged = [];
  broken = new Set();
  now = new Date('2026-11-24T02:00:00.000Z');
});
const add = (...states: readonly PersonState[]) => states.forEach((state) => void people.set(state.personId, state));

describe('the schedule that lets entries and holds end', () => {
  it('takes whoever is due today or was missed before, and nobody who is due tomorrow', async () => {
    add(endsOn('missed', '2026-11-10'), endsOn('today', '2026-11-23'), endsOn('tomorrow', '2026-11-24'));
    await run();
    expect(saved.map(({ person, messages }) => [person.personId, person.layer, messages[0]?.type])).toEqual([
      ['missed', 'exited', 'person.layer-changed'],
      ['today', 'exited', 'person.layer-changed'],
    ]);
    expect(saved[0]?.timeline).toMatchObject([{ kind: 'layer-change', actor: 'system' }]);
    await run();
    expect(saved).toHaveLength(2);
  });

  it('takes more than a page of them', async () => {
    add(...Array.from({ length: 450 }, (_, n) => endsOn(`p${String(n).padStart(3, '0')}`, '2026-11-20')));
    await run();
    expect(saved).toHaveLength(450);
    expect(logged.at(-1)).toContain('"changed":450');
  });

  it('goes on past one who cannot be read, and then fails, so that somebody hears of it', async () => {
    add(endsOn('a', '2026-11-20'), endsOn('b', '2026-11-20'));
    broken.add('a');
    await expect(run()).rejects.toThrow();
    expect(saved.map(({ person }) => person.personId)).toEqual(['b']);
    expect(logged.join()).toContain('person not derived');
    broken.clear();
    await run();
    expect(people.get('a')?.layer).toBe('exited');
  });
});
