import { changePerson, createPerson } from './change.ts';
import { type FormerHome, moveMember, moveMemberBack } from './households.ts';
import type { HouseholdState, NewPerson, PersonState, RegistryAct, RegistryCommand, RegistryPolicy } from './types.ts';

/** A person who moves, out of the household that they are in; `householdId`: of one that may be founded. */
type MemberMove = {
  readonly from: HouseholdState;
  readonly person: PersonState;
  readonly regionCode: string;
  readonly householdId: string;
};

const homeOf = ({ from, person }: MemberMove) => ({ household: from, members: [person] });
const wantedOf = ({ person: { personId }, regionCode, householdId }: MemberMove) => ({
  personId,
  regionCode,
  householdId,
});

/** What the registry decides for others who name people to it, under the policy of the day. */
export const registryDecisions = (policyAt: (now: Date) => RegistryPolicy) => ({
  add: (first: NewPerson, commands: readonly RegistryCommand[], act: RegistryAct) =>
    createPerson(first, commands, act, policyAt(act.now)),
  change: (before: PersonState, commands: readonly RegistryCommand[], act: RegistryAct) =>
    changePerson(before, commands, act, policyAt(act.now)),
  move: (move: MemberMove, act: RegistryAct) =>
    moveMember(homeOf(move), wantedOf(move), { act, policy: policyAt(act.now) }),
  moveBack: (move: MemberMove & { readonly home: FormerHome | undefined }, act: RegistryAct) =>
    moveMemberBack(homeOf(move), wantedOf(move), move.home, { act, policy: policyAt(act.now) }),
});
