import { type DuplicateRefusal, mergePair, pairFor, unmergePair } from '#shared/domain/identity/decide.ts';
import type { DecisionWrite } from '#shared/domain/identity/ports.ts';
import type { Duplicate } from '#shared/domain/identity/types.ts';
import { changePerson } from '#shared/domain/registry/change.ts';
import { broughtBy } from '#shared/domain/registry/commands/merge.ts';
import { type HouseholdAct, memberBack, memberMerged } from '#shared/domain/registry/household-members.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import type {
  HouseholdChange,
  HouseholdState,
  PersonChange,
  PersonState,
  RegistryCommand,
  RegistryRefusal,
} from '#shared/domain/registry/types.ts';
import { given } from '#shared/kernel/given.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { IdentityDeps } from './deps.ts';

type Decided = Pick<DecisionWrite, 'duplicate' | 'merger'>;
type Outcome = Result<Decided, DuplicateRefusal | RegistryRefusal>;

/** What a decision on two records starts from. */
export type MergeBasis = {
  readonly duplicate: Duplicate;
  readonly people: readonly KnownPerson[];
  readonly actor: string;
  readonly now: Date;
};

const change = (known: KnownPerson, commands: readonly RegistryCommand[], basis: MergeBasis, deps: IdentityDeps) => {
  const about = { kind: 'duplicate', id: basis.duplicate.duplicateId };
  const act = { actor: basis.actor, now: basis.now, messageId: deps.newMessageId(), about };
  return changePerson(known.person, commands, act, deps.policy(basis.now));
};

type Turn = (household: HouseholdState, person: PersonState, act: Pick<HouseholdAct, 'act'>) => HouseholdChange;

/** The household of the record that goes has a member less, and one more when it comes back. */
const householdOf = async (
  { person }: KnownPerson,
  turn: Turn,
  basis: MergeBasis,
  deps: IdentityDeps,
): Promise<HouseholdChange | undefined> => {
  const household = await deps.store.findHousehold(person.householdId);
  if (household === undefined) return undefined;
  const about = { kind: 'duplicate', id: basis.duplicate.duplicateId };
  const act = { actor: basis.actor, now: basis.now, messageId: deps.newMessageId(), about };
  return turn(household, person, { act });
};

type Both = { readonly survivor: KnownPerson; readonly other: KnownPerson };

const bothOf = (basis: MergeBasis, survivorId: string): Result<Both, DuplicateRefusal> => {
  const pair = pairFor(
    basis.duplicate,
    survivorId,
    basis.people.map(({ person }) => person),
  );
  if (!pair.ok) return pair;
  const known = ({ personId }: { readonly personId: string }) =>
    basis.people.find(({ person }) => person.personId === personId);
  const [survivor, other] = [known(pair.value.survivor), known(pair.value.other)];
  return survivor === undefined || other === undefined ? refuse('survivor-unknown') : ok({ survivor, other });
};

const mergerOf = (
  { survivor, other }: Both,
  changes: readonly [PersonChange, PersonChange],
  rest: { readonly numberFinds: string; readonly household: HouseholdChange | undefined },
): NonNullable<DecisionWrite['merger']> => ({
  survivor: { change: changes[0], identity: survivor.identity },
  other: { change: changes[1], identity: other.identity },
  numberFinds: rest.numberFinds,
  ...given({ household: rest.household }),
});

/** One person: the survivor takes over what the other holds, the other's number finds the survivor. */
export const merge = async (basis: MergeBasis, survivorId: string, deps: IdentityDeps): Promise<Outcome> => {
  const both = bothOf(basis, survivorId);
  if (!both.ok) return both;
  const { survivor, other } = both.value;
  const pair = { survivor: survivor.person, other: other.person };
  const decided = mergePair(basis.duplicate, pair, broughtBy(pair.survivor, pair.other, shanghaiDay(basis.now)), basis);
  if (!decided.ok) return decided;
  const stays = change(survivor, [{ kind: 'take-over', other: other.person }], basis, deps);
  if (!stays.ok) return stays;
  const goes = change(other, [{ kind: 'merge-into', survivorId }], basis, deps);
  if (!goes.ok) return goes;
  const leaves: Turn = (home, { personId }, act) => memberMerged(home, personId, act);
  const household = await householdOf(other, leaves, basis, deps);
  const merger = mergerOf(both.value, [stays.value, goes.value], { numberFinds: survivorId, household });
  return ok({ duplicate: decided.value, merger });
};

/** The merger was a mistake: each has its own again, and the other's number finds the other. */
export const unmerge = async (basis: MergeBasis, deps: IdentityDeps): Promise<Outcome> => {
  const { survivorId = '', brought, state } = basis.duplicate;
  if (brought === undefined) return refuse('duplicate-state', { state });
  const both = bothOf(basis, survivorId);
  if (!both.ok) return both;
  const { survivor, other } = both.value;
  const decided = unmergePair(basis.duplicate, { survivor: survivor.person, other: other.person }, basis);
  if (!decided.ok) return decided;
  const stays = change(survivor, [{ kind: 'give-back', other: other.person, brought }], basis, deps);
  if (!stays.ok) return stays;
  const comes: Turn = (home, person, act) => memberBack(home, person, deps.newId(), act);
  const household = await householdOf(other, comes, basis, deps);
  const { householdId } = household?.household ?? other.person;
  const commands = [
    { kind: 'come-back', from: survivor.person, brought },
    { kind: 'join-household', householdId },
  ] as const;
  const back = change(other, commands, basis, deps);
  if (!back.ok) return back;
  const merger = mergerOf(both.value, [stays.value, back.value], { numberFinds: other.person.personId, household });
  return ok({ duplicate: decided.value, merger });
};
