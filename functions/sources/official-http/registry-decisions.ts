import { changePerson, createPerson } from '#shared/domain/registry/change.ts';
import { moveMember, moveMemberBack } from '#shared/domain/registry/households.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { MemberMove, RegistryDecisions } from '#shared/domain/sources/ports.ts';

const homeOf = ({ from, person }: MemberMove) => ({ household: from, members: [person] });
const wantedOf = ({ person: { personId }, regionCode, householdId }: MemberMove) => ({
  personId,
  regionCode,
  householdId,
});

/** The registry's own decisions, under the policy of the day. */
export const registryDecisions = (policyAt: (now: Date) => RegistryPolicy): RegistryDecisions => ({
  add: (first, commands, act) => createPerson(first, commands, act, policyAt(act.now)),
  change: (before, commands, act) => changePerson(before, commands, act, policyAt(act.now)),
  move: (move, act) => moveMember(homeOf(move), wantedOf(move), { act, policy: policyAt(act.now) }),
  moveBack: (move, act) => moveMemberBack(homeOf(move), wantedOf(move), move.home, { act, policy: policyAt(act.now) }),
});
