import { describe, expect, it } from 'vitest';
import { memberBack } from '#shared/domain/registry/household-members.ts';
import { type KnownHousehold, mergeHouseholds, takeOverMember } from '#shared/domain/registry/households.ts';
import type { HouseholdChange, HouseholdState, RegistryWrites } from '#shared/domain/registry/types.ts';
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
