import { describe, expect, it } from 'vitest';
import { changePerson, createPerson } from '#shared/domain/registry/change.ts';
import type { PersonState, RegistryCommand, SourceEntry } from '#shared/domain/registry/types.ts';
import { addDays } from '#shared/kernel/time.ts';
import { actOn, aListing, anEntry, aState, first, policy, TODAY } from './some-entries.ts';

const put = (entry: SourceEntry): RegistryCommand => ({ kind: 'put-entry', entry });

/** The person as the commands leave them, one act after the other. */
const changed = (person: PersonState, ...commands: readonly RegistryCommand[]) => {
  const outcome = changePerson(person, commands, actOn(), policy);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};
const refusedFor = (person: PersonState, command: RegistryCommand) => {
  const outcome = changePerson(person, [command], actOn(), policy);
  return outcome.ok ? 'taken' : outcome.error.code;
};
const listed = changed(aState([]), put(aListing())).person;
const onAssistance = changed(aState([]), put(anEntry())).person;
const kinds = ({ timeline }: ReturnType<typeof changed>) => timeline.map(({ kind }) => kind);

describe('a person', () => {
  it('is made with the first entry, as a household of one, and the message says why', () => {
    const made = createPerson(first, [put(aListing())], actOn(), policy);
    if (!made.ok) throw new Error(made.error.code);
    const { person, since, household, messages, timeline } = made.value;
    expect([person.version, since, person.layer, person.categories]).toEqual([1, 0, 'suspected', ['hardship-worker']]);
    expect(household).toMatchObject({ householdId: 'h', headPersonId: 'p', memberIds: ['p'], version: 1 });
    expect(messages).toMatchObject([
      {
        id: 'M',
        type: 'person.layer-changed',
        version: 1,
        data: { layer: 'suspected', reasons: [{ code: 'listed' }] },
      },
    ]);
    expect(timeline).toMatchObject([
      { id: 'M-01', kind: 'source', actor: 'official-1', at: '2026-11-24T02:00:00.000Z' },
      { id: 'M-02', kind: 'layer-change', reasons: [{ code: 'listed' }] },
    ]);
  });

  it('is registered by an approval, which ends nothing by itself', () => {
    const change = changed(listed, put(anEntry({ from: TODAY })));
    expect(change.person).toMatchObject({ layer: 'registered', version: 3 });
    expect(change.person.categories).toEqual(['hardship-worker', 'subsistence-allowance']);
    expect(kinds(change)).toEqual(['assistance', 'layer-change']);
    expect(change.messages).toMatchObject([{ data: { layer: 'registered', previousLayer: 'suspected' } }]);
  });

  it('is suspected after a refused application, until the end of the policy’s months', () => {
    const change = changed(aState([]), {
      kind: 'refuse-application',
      sourceKey: 'r-1',
      day: '2026-11-20',
      evidence: 'N1',
    });
    expect(change.person.layer).toBe('suspected');
    expect(change.person.entries).toEqual([
      {
        source: 'refused-application',
        sourceKey: 'r-1',
        layer: 'suspected',
        category: 'other-hardship',
        from: '2026-11-20',
        until: '2027-05-20',
        evidence: 'N1',
      },
    ]);
    expect(change.person.dueOn).toBe('2027-05-21');
    expect(kinds(change)).toEqual(['determination', 'layer-change']);
  });

  it('is watched on after an exit at the end of need, and not after a move out of the province', () => {
    const exit = { kind: 'exit', day: TODAY, endEvidence: 'E1' } as const;
    const watched = changed(onAssistance, { ...exit, cause: 'end-of-need' });
    expect(watched.person).toMatchObject({ layer: 'suspected', categories: ['other-hardship'], dueOn: '2027-05-25' });
    expect(watched.person.entries[0]).toMatchObject({
      until: '2026-11-23',
      endEvidence: 'E1',
      endCause: 'end-of-need',
    });
    expect(changed(onAssistance, { ...exit, cause: 'moved-out' }).person.layer).toBe('exited');
    expect(changed(watched.person, { ...exit, cause: 'end-of-need' }).person).toBe(watched.person);
  });

  it('is watched on after an exit at the end of the term, and as of the day that the later of two exits says', () => {
    const over = aState([anEntry({ until: '2026-11-23' })], { layer: 'registered' });
    const exit = { kind: 'exit', sourceKey: 'a-1', day: TODAY, endEvidence: 'E1', cause: 'end-of-need' } as const;
    const { person } = changed(over, exit);
    expect([person.layer, person.entries[0]?.until]).toEqual(['suspected', '2026-11-23']);
    const putOff = changed(changed(onAssistance, exit).person, { ...exit, day: '2026-12-01', endEvidence: 'E2' });
    expect(putOff.person).toMatchObject({ layer: 'registered', dueOn: '2026-12-01' });
  });

  it('does not leave the registered layer without the reference of a decision', () => {
    const end = { kind: 'end-entry', source: 'assistance-system', sourceKey: 'a-1', until: '2026-11-23' } as const;
    expect(refusedFor(onAssistance, end)).toBe('evidence-missing');
    expect(refusedFor(onAssistance, { kind: 'exit', day: TODAY, cause: 'end-of-need' })).toBe('evidence-missing');
    expect(refusedFor(onAssistance, put(anEntry({ until: '2026-11-01' })))).toBe('evidence-missing');
    expect(refusedFor(onAssistance, put(anEntry({ layer: 'suspected' })))).toBe('evidence-missing');
    expect(refusedFor(onAssistance, { kind: 'record-death', day: TODAY, source: 'visit' })).toBe('evidence-missing');
    expect(changed(onAssistance, { ...end, endEvidence: 'E1' }).person.layer).toBe('exited');
    expect(refusedFor(onAssistance, put(anEntry({ until: '2026-12-31', evidence: 'a newer decision' })))).toBe('taken');
  });

  it('leaves a list that no longer names them, without any reference', () => {
    const change = changed(listed, { kind: 'end-entry', source: 'trade-union', sourceKey: 'u-1', until: '2026-11-23' });
    expect(change.person).toMatchObject({ layer: 'exited', categories: [] });
    expect(change.messages).toMatchObject([{ data: { reasons: [{ code: 'no-longer-named' }] } }]);
  });

  it('has left by death whatever the lists say, and the household is checked again within three months', () => {
    const change = changed(onAssistance, {
      kind: 'record-death',
      day: '2026-11-20',
      source: 'assistance-system',
      evidence: 'D1',
    });
    expect(change.person).toMatchObject({ layer: 'exited', categories: [], death: { day: '2026-11-20' } });
    expect(change.recheck).toMatchObject({ householdId: 'h', dueOn: '2027-02-20', line: { kind: 'household' } });
    expect(changed(change.person, put(aListing())).person.layer).toBe('exited');
    expect(changed(change.person, { kind: 'withdraw-death', evidence: 'a mistake' }).person.layer).toBe('registered');
  });

  it('has not died on a day that is to come, but for a clock that goes a little before ours', () => {
    const death = { kind: 'record-death', day: '2026-11-25', source: 'assistance-system', evidence: 'D1' } as const;
    expect(refusedFor(onAssistance, death)).toBe('day-in-future');
    const late = { now: new Date('2026-11-24T15:57:00.000Z') };
    expect(changePerson(onAssistance, [death], actOn(TODAY, late), policy).ok).toBe(true);
  });

  it('stays as a hold says until its last day, and follows the lists again on the day after', () => {
    const hold = { kind: 'set-hold', layer: 'registered', until: '2026-11-30' } as const;
    const { person, ...change } = changed(listed, hold);
    expect(person).toMatchObject({ layer: 'registered', hold: { setBy: 'official-1' }, dueOn: '2026-12-01' });
    expect(kinds({ person, ...change })).toEqual(['hold', 'layer-change']);
    const on = (day: string) => changePerson(person, [{ kind: 'pass-day' }], actOn(day), policy);
    expect(on('2026-11-30')).toMatchObject({ value: { person, since: person.version } });
    expect(on('2026-12-01')).toMatchObject({ value: { person: { layer: 'suspected' }, since: person.version } });
    expect(changed(person, { kind: 'lift-hold' }).person.layer).toBe('suspected');
  });

  it('carries risks, which decide no layer, the newest of a source in the place of its older self', () => {
    const risk = {
      kind: 'unemployment',
      source: 'visit',
      sourceKey: 'v-1',
      day: TODAY,
      reportedBy: 'official-1',
    } as const;
    const { person, messages } = changed(aState([]), { kind: 'add-risk', risk });
    expect([person.layer, person.risks, messages]).toEqual(['exited', [risk], []]);
    const again = { ...risk, day: '2026-11-25' };
    expect(changed(person, { kind: 'add-risk', risk: again }).person.risks).toEqual([again]);
    expect(changed(person, { kind: 'add-risk', risk }).person).toBe(person);
  });

  it('that moves to another county is handed over, with a message to either region', () => {
    const within = changed(listed, { kind: 'move', regionCode: '330102002' });
    expect([within.messages, within.person.handedOver]).toEqual([[], undefined]);
    const { person, messages, timeline } = changed(listed, { kind: 'move', regionCode: '330105001' });
    expect(person).toMatchObject({ regionCode: '330105001', handedOver: [{ regionCode: '330102001' }] });
    expect(messages.map(({ id, type, regionCode }) => [id, type, regionCode])).toEqual([
      ['M-1', 'person.handed-over', '330102001'],
      ['M-2', 'person.handed-over', '330105001'],
    ]);
    expect(timeline.map(({ kind }) => kind)).toEqual(['hand-over']);
  });

  it('changes once for several commands, all of them or none', () => {
    const change = changed(listed, { kind: 'lift-hold' }, put(anEntry()), { kind: 'correct', fields: ['phone'] });
    expect(change.person.version).toBe(listed.version + 1);
    expect(kinds(change)).toEqual(['assistance', 'correction', 'layer-change']);
    const commands = [put(aListing({ sourceKey: 'u-2' })), { kind: 'exit', day: TODAY, cause: 'end-of-need' }] as const;
    expect(changePerson(onAssistance, commands, actOn(), policy)).toEqual({
      ok: false,
      error: { code: 'evidence-missing' },
    });
  });

  it('takes back an entry that was a mistake', () => {
    const remove = { kind: 'remove-entry', source: 'trade-union', sourceKey: 'u-1', evidence: 'undo of B1' } as const;
    const change = changed(listed, remove);
    expect([change.person.layer, change.person.entries]).toEqual(['exited', []]);
    expect(changed(change.person, remove).person).toBe(change.person);
  });

  it('keeps twelve entries; those that ended longest ago go to the history, and never a live one', () => {
    const ended = Array.from({ length: 12 }, (_, n) =>
      aListing({ sourceKey: `old-${n}`, from: '2020-01-01', until: addDays('2020-06-01', n) }),
    );
    const full = aState(ended);
    const change = changed(full, put(aListing()));
    expect(change.person.entries).toHaveLength(12);
    expect(change.archived.map(({ sourceKey }) => sourceKey)).toEqual(['old-0']);
    expect(changed(change.person, put(ended[0] ?? aListing())).person).toBe(change.person);
    const live = Array.from({ length: 14 }, (_, n) => put(aListing({ sourceKey: `live-${n}` })));
    expect(changed(full, ...live).person.entries.map(({ sourceKey }) => sourceKey)).toEqual(
      live.map((_, n) => `live-${n}`),
    );
  });

  it('that was merged into another is changed no more', () => {
    expect(refusedFor({ ...listed, mergedInto: 'q' }, put(anEntry()))).toBe('person-merged');
  });
});
