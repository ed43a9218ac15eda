import { changePerson, createPerson } from '#shared/domain/registry/change.ts';
import { moveMember } from '#shared/domain/registry/households.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { RegistryDecisions } from '#shared/domain/sources/ports.ts';

/** The registry's own decisions, under the policy of the day. */
export const registryDecisions = (policyAt: (now: Date) => RegistryPolicy): RegistryDecisions => ({
  add: (first, commands, act) => createPerson(first, commands, act, policyAt(act.now)),
  change: (before, commands, act) => changePerson(before, commands, act, policyAt(act.now)),
  move: (household, person, to, act) =>
    moveMember(
      { household, members: [person] },
      { personId: person.personId, ...to },
      { act, policy: policyAt(act.now) },
    ),
});
