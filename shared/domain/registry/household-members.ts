import { countyOf } from '#shared/kernel/region-code.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import { firstToCome, shanghaiDay } from '#shared/kernel/time.ts';
import type {
  HouseholdChange,
  HouseholdState,
  PersonState,
  RegistryAct,
  RegistryPolicy,
  RegistryRefusal,
} from './types.ts';

/** An act on a household and its members, under a policy. */
export type HouseholdAct = { readonly act: RegistryAct; readonly policy: RegistryPolicy };

export type HouseholdRefusal = Refusal<
  RegistryRefusal['code'] | 'not-a-member' | 'household-left-empty' | 'household-same' | 'household-too-large'
>;

type Words = { readonly zh: string; readonly en: string };

const GOES: Words = {
  zh: '一名成员的档案与另一份是同一人,已并入该档案。',
  en: "A member's record was of the same person as another: merged into it.",
};
const COMES: Words = { zh: '合并有误,该成员的档案已恢复。', en: 'A merger was a mistake: the member is back.' };

/** Relations are to the head: those of members who stay, and none at all under another head. */
const relationsUnder = (household: HouseholdState, headPersonId: string, memberIds: readonly string[]) => {
  if (household.relations === undefined || headPersonId !== household.headPersonId) return {};
  const kept = Object.entries(household.relations).filter(([id]) => memberIds.includes(id));
  return kept.length === 0 ? {} : { relations: Object.fromEntries(kept) };
};

/** The household with other members: where the head is not among them, the first becomes it. With members it is no history. */
export const withMembers = (household: HouseholdState, memberIds: readonly string[], head?: string): HouseholdState => {
  const [first = household.headPersonId] = memberIds;
  const stays = memberIds.includes(household.headPersonId);
  const headPersonId = head ?? (stays ? household.headPersonId : first);
  const { relations: _, mergedInto, recheckDueOn, ...rest } = household;
  const history = mergedInto === undefined || memberIds.length > 0 ? {} : { mergedInto };
  // Of nobody nothing is to be checked.
  const recheck = recheckDueOn === undefined || memberIds.length === 0 ? {} : { recheckDueOn };
  return {
    ...rest,
    ...history,
    ...recheck,
    headPersonId,
    memberIds,
    ...relationsUnder(household, headPersonId, memberIds),
  };
};

/** Others who came out of a household bring what is to be checked of it, where they left nobody behind. */
export const withRecheck = (
  into: HouseholdState,
  from: HouseholdState,
  left: readonly string[],
  { act }: Pick<HouseholdAct, 'act'>,
): HouseholdState => {
  const [first, ...others] = [into.recheckDueOn, from.recheckDueOn].filter((day) => day !== undefined);
  if (left.length > 0 || first === undefined) return into;
  return { ...into, recheckDueOn: firstToCome([first, ...others], shanghaiDay(act.now)) };
};

/** A change of a household, with its line. */
export const changeOf = (
  before: HouseholdState,
  after: HouseholdState,
  text: Words,
  { act }: Pick<HouseholdAct, 'act'>,
): HouseholdChange => ({
  household: { ...after, version: before.version + 1 },
  since: before.version,
  timeline: [
    {
      id: `${act.messageId}-${before.householdId}`,
      at: act.now.toISOString(),
      kind: 'household',
      actor: act.actor,
      text,
    },
  ],
});

/** A household before anybody lives in it. */
export const founded = (householdId: string, regionCode: string): HouseholdState => ({
  householdId,
  regionCode,
  headPersonId: '',
  memberIds: [],
  version: 0,
});

/** The record of a member is merged into another (重复档案合并). */
export const memberMerged = (household: HouseholdState, personId: string, act: Pick<HouseholdAct, 'act'>) => {
  const memberIds = household.memberIds.filter((id) => id !== personId);
  return changeOf(household, withMembers(household, memberIds), GOES, act);
};

/** … and comes back when the merger was a mistake: home, or to one of its own where home lies in another county by now. */
export const memberBack = (
  household: HouseholdState,
  { personId, regionCode }: Pick<PersonState, 'personId' | 'regionCode'>,
  newHouseholdId: string,
  act: Pick<HouseholdAct, 'act'>,
): HouseholdChange => {
  const isNear = countyOf(household.regionCode) === countyOf(regionCode);
  const home = isNear ? household : founded(newHouseholdId, regionCode);
  const memberIds = [...home.memberIds.filter((id) => id !== personId), personId];
  return changeOf(home, withMembers(home, memberIds), COMES, act);
};
