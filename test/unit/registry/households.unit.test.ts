import { describe, expect, it } from 'vitest';
import { memberBack } from '#shared/domain/registry/household-members.ts';
import {
  type KnownHousehold,
  mergeHouseholds,
  moveMemberBack,
  takeOverMember,
} from '#shared/domain/registry/households.ts';
import type { RegistryWrites } from '#shared/domain/registry/ports.ts';
import type { HouseholdChange, HouseholdState } from '#shared/domain/registry/types.ts';
import type { Result } from '#shared/kernel/result.ts';
import { actOn, aState, policy } from './some-entries.ts';

const act = { act: actOn(), policy };

const home = (householdId: string, ...ids: readonly string[]): KnownHousehold => ({
  household: { householdId, regionCode: '330102001', headPersonId: ids[0] ?? '', memberIds: ids, version: 1 },
  members: ids.map((personId) => aState([], { personId, householdId })),
});

const written = (outcome: Result<RegistryWrites, unknown>): Map<string, HouseholdState> => {
  if (!outcome.ok) throw new Error('refused');
  return new Map(outcome.value.households.map(({ household }: HouseholdChange) => [household.householdId, household]));
};

describe('what is to be checked again after a death', () => {
  const due = (known: KnownHousehold, recheckDueOn: string): KnownHousehold => ({
    ...known,
    household: { ...known.household, recheckDueOn },
  });

  it('is checked where the members live when nobody is left in the household, by the earlier of two days', () => {
    const merged = written(mergeHouseholds(due(home('A', 'a'), '2027-02-20'), due(home('B', 'b'), '2027-01-10'), act));
    expect([merged.get('A')?.recheckDueOn, merged.get('B')?.recheckDueOn]).toEqual(['2027-01-10', undefined]);
    const taken = written(takeOverMember(home('A', 'a'), due(home('B', 'b'), '2027-01-10'), 'b', act));
    expect([taken.get('A')?.recheckDueOn, taken.get('B')?.recheckDueOn]).toEqual(['2027-01-10', undefined]);
  });

  it('is not put off to a day that is past: of a past day and one to come, that one holds', () => {
    const merged = written(mergeHouseholds(due(home('A', 'a'), '2020-01-10'), due(home('B', 'b'), '2027-01-10'), act));
    expect(merged.get('A')?.recheckDueOn).toBe('2027-01-10');
  });

  it('comes home with a member whose move is taken back', () => {
    const wanted = { personId: 'b', regionCode: '330102001', householdId: 'N' };
    const former = { household: home('A', 'a').household, headed: false };
    const { households } = moveMemberBack(due(home('B', 'b'), '2027-01-10'), wanted, former, act);
    expect(households.map(({ household }) => [household.householdId, household.recheckDueOn])).toEqual([
      ['A', '2027-01-10'],
      ['B', undefined],
    ]);
  });

  it('stays with those who are left', () => {
    const taken = written(takeOverMember(home('A', 'a'), due(home('B', 'b', 'c'), '2027-01-10'), 'b', act));
    expect([taken.get('A')?.recheckDueOn, taken.get('B')?.recheckDueOn]).toEqual([undefined, '2027-01-10']);
  });
});

describe('a household that was merged into another', () => {
  const emptied = written(mergeHouseholds(home('A', 'a'), home('B', 'b'), act)).get('B');
  if (emptied === undefined) throw new Error('no household');

  it('is history only as long as nobody lives in it', () => {
    expect(emptied).toMatchObject({ memberIds: [], mergedInto: 'A' });
    const again = written(takeOverMember({ household: emptied, members: [] }, home('C', 'c', 'd'), 'c', act)).get('B');
    expect(again).toMatchObject({ memberIds: ['c'], headPersonId: 'c' });
    expect(again?.mergedInto).toBeUndefined();
    const back = memberBack(emptied, aState([], { personId: 'e' }), 'N', act).household;
    expect(back).toMatchObject({ memberIds: ['e'], headPersonId: 'e' });
    expect(back.mergedInto).toBeUndefined();
  });
});
