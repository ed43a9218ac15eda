import { countyOf } from '#shared/kernel/region-code.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import { changePerson } from './change.ts';
import {
  changeOf,
  founded,
  type HouseholdAct,
  type HouseholdRefusal,
  withMembers,
  withRecheck,
} from './household-members.ts';
import type { RegistryWrites } from './ports.ts';
import type { HouseholdChange, HouseholdState, PersonChange, PersonState, RegistryCommand } from './types.ts';

/** Members of a household; more do not fit into one transaction with their lines and messages. */
const MOST_MEMBERS = 20;

type Outcome = Result<RegistryWrites, HouseholdRefusal>;
type Words = { readonly zh: string; readonly en: string };

/** A household with its members as they stand. */
export type KnownHousehold = { readonly household: HouseholdState; readonly members: readonly PersonState[] };

/** Every member by the same commands; message and line ids of each are made of the act's and their place. */
const changeMembers = (
  members: readonly PersonState[],
  commands: readonly RegistryCommand[],
  { act, policy }: HouseholdAct,
): Result<readonly PersonChange[], HouseholdRefusal> => {
  const changes: PersonChange[] = [];
  for (const [index, member] of members.entries()) {
    const own = { ...act, messageId: `${act.messageId}-${index}` };
    const change = changePerson(member, commands, own, policy);
    if (!change.ok) return change;
    changes.push(change.value);
  }
  return ok(changes);
};

const written = (
  people: Result<readonly PersonChange[], HouseholdRefusal>,
  households: readonly HouseholdChange[],
): Outcome => (people.ok ? ok({ people: people.value, households }) : people);

const SPLIT: Words = { zh: '分户。', en: 'The household was split.' };
const FOUNDED: Words = { zh: '分户立户。', en: 'Founded by a split.' };
const MERGED: Words = { zh: '并户。', en: 'Two households became one.' };
const MERGED_AWAY: Words = { zh: '并入另一户。', en: 'Became part of another household.' };
const JOINED: Words = { zh: '成员转入。', en: 'A member came from another household.' };
const LEFT: Words = { zh: '成员转出。', en: 'A member went to another household.' };
const HEAD: Words = { zh: '户主变更。', en: 'Another member is the head now.' };
const MOVED: Words = { zh: '整户迁移。', en: 'The whole household moved.' };

/** Some members become a household of their own (分户); somebody has to stay behind. */
export const splitHousehold = (
  { household, members }: KnownHousehold,
  wanted: { readonly memberIds: readonly string[]; readonly headPersonId: string; readonly householdId: string },
  act: HouseholdAct,
): Outcome => {
  const leaving = members.filter(({ personId }) => wanted.memberIds.includes(personId));
  const known = new Set(household.memberIds);
  if (wanted.memberIds.some((id) => !known.has(id)) || !wanted.memberIds.includes(wanted.headPersonId)) {
    return refuse('not-a-member');
  }
  const staying = household.memberIds.filter((id) => !wanted.memberIds.includes(id));
  if (staying.length === 0) return refuse('household-left-empty');
  const made = founded(wanted.householdId, household.regionCode);
  return written(changeMembers(leaving, [{ kind: 'join-household', householdId: made.householdId }], act), [
    changeOf(household, withMembers(household, staying), SPLIT, act),
    changeOf(made, withMembers(made, wanted.memberIds, wanted.headPersonId), FOUNDED, act),
  ]);
};

/** What brings members of one household into another: a move too, where it lies in another county. */
const joining = (from: HouseholdState, into: HouseholdState): readonly RegistryCommand[] => [
  { kind: 'join-household', householdId: into.householdId },
  ...(countyOf(from.regionCode) === countyOf(into.regionCode)
    ? []
    : [{ kind: 'move', regionCode: into.regionCode } as const]),
];

/** Two households become one (并户): the other's members join, and what is left of it is history. */
export const mergeHouseholds = (into: KnownHousehold, other: KnownHousehold, act: HouseholdAct): Outcome => {
  if (into.household.householdId === other.household.householdId) return refuse('household-same');
  const memberIds = [...into.household.memberIds, ...other.household.memberIds];
  if (memberIds.length > MOST_MEMBERS) return refuse('household-too-large');
  const emptied = { ...withMembers(other.household, []), mergedInto: into.household.householdId };
  return written(changeMembers(other.members, joining(other.household, into.household), act), [
    changeOf(
      into.household,
      withMembers(withRecheck(into.household, other.household, [], act), memberIds),
      MERGED,
      act,
    ),
    changeOf(other.household, emptied, MERGED_AWAY, act),
  ]);
};

/** A household takes over a member of another (成员转入); who left alone leaves an empty one behind. */
export const takeOverMember = (
  into: KnownHousehold,
  from: KnownHousehold,
  personId: string,
  act: HouseholdAct,
): Outcome => {
  if (into.household.householdId === from.household.householdId) return refuse('household-same');
  if (into.household.memberIds.length >= MOST_MEMBERS) return refuse('household-too-large');
  const coming = from.members.filter((member) => member.personId === personId);
  if (coming.length === 0) return refuse('not-a-member');
  const left = from.household.memberIds.filter((id) => id !== personId);
  const memberIds = [...into.household.memberIds, personId];
  const joined = withMembers(withRecheck(into.household, from.household, left, act), memberIds);
  return written(changeMembers(coming, joining(from.household, into.household), act), [
    changeOf(into.household, joined, JOINED, act),
    changeOf(from.household, withMembers(from.household, left), LEFT, act),
  ]);
};

/** Another member is the head (户主变更). */
export const changeHead = ({ household }: KnownHousehold, headPersonId: string, act: HouseholdAct): Outcome => {
  if (!household.memberIds.includes(headPersonId)) return refuse('not-a-member');
  if (household.headPersonId === headPersonId) return ok({ people: [], households: [] });
  const changed = withMembers(household, household.memberIds, headPersonId);
  return ok({ people: [], households: [changeOf(household, changed, HEAD, act)] });
};

/** The whole household lives elsewhere (整户迁移). */
export const moveHousehold = (
  { household, members }: KnownHousehold,
  regionCode: string,
  act: HouseholdAct,
): Outcome => {
  if (household.regionCode === regionCode && members.every((member) => member.regionCode === regionCode)) {
    return ok({ people: [], households: [] });
  }
  return written(changeMembers(members, [{ kind: 'move', regionCode }], act), [
    changeOf(household, { ...household, regionCode }, MOVED, act),
  ]);
};

/** Where a member lived whose move is taken back, and whether they were the head there. */
export type FormerHome = { readonly household: HouseholdState; readonly headed: boolean };

const BACK: Words = { zh: '迁出撤销,成员回到本户。', en: 'A move was taken back: the member is home again.' };

/**
 * What taking back a move does to households: home again, as the head too, where home is still there and has room. Relations
 * to a head who had left are not known any more.
 */
export const moveMemberBack = (
  { household, members }: KnownHousehold,
  wanted: { readonly personId: string; readonly regionCode: string; readonly householdId: string },
  home: FormerHome | undefined,
  act: HouseholdAct,
): { readonly commands: readonly RegistryCommand[]; readonly households: readonly HouseholdChange[] } => {
  const { personId, regionCode } = wanted;
  const isThere =
    home !== undefined &&
    home.household.householdId !== household.householdId &&
    countyOf(home.household.regionCode) === countyOf(regionCode) &&
    home.household.memberIds.length < MOST_MEMBERS;
  if (!isThere) return moveMember({ household, members }, wanted, act);
  const { householdId, memberIds } = home.household;
  const left = household.memberIds.filter((id) => id !== personId);
  const into = withRecheck(home.household, household, left, act);
  const joined = withMembers(into, [...memberIds, personId], home.headed ? personId : undefined);
  return {
    commands: [
      { kind: 'move', regionCode },
      { kind: 'join-household', householdId },
    ],
    households: [
      changeOf(home.household, joined, BACK, act),
      changeOf(household, withMembers(household, left), LEFT, act),
    ],
  };
};

/**
 * What a member's change does to households: alone, theirs moves with them; a member who moves to another county leaves
 * the others and founds a household there.
 */
export const moveMember = (
  { household, members }: KnownHousehold,
  wanted: { readonly personId: string; readonly regionCode: string; readonly householdId: string },
  act: HouseholdAct,
): { readonly commands: readonly RegistryCommand[]; readonly households: readonly HouseholdChange[] } => {
  const { personId, regionCode, householdId } = wanted;
  const move = { kind: 'move', regionCode } as const;
  if (household.memberIds.length <= 1) {
    const moved = { ...household, regionCode };
    return { commands: [move], households: [changeOf(household, moved, MOVED, act)] };
  }
  const member = members.find((one) => one.personId === personId);
  if (member === undefined || countyOf(member.regionCode) === countyOf(regionCode)) {
    return { commands: [move], households: [] };
  }
  const made = founded(householdId, regionCode);
  const left = household.memberIds.filter((id) => id !== personId);
  return {
    commands: [move, { kind: 'join-household', householdId }],
    households: [
      changeOf(household, withMembers(household, left), LEFT, act),
      changeOf(made, withMembers(made, [personId], personId), FOUNDED, act),
    ],
  };
};
