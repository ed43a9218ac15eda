import { given } from '#shared/kernel/given.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import { isHeld } from '../rules/derive-layer.ts';
import type { Brought, Death, PersonState, RegistryCommand, RegistryRefusal, Risk, SourceEntry } from '../types.ts';
import type { Context, Effect, LineDraft } from './effect.ts';
import { withLine } from './effect.ts';
import { placeEntry } from './entries.ts';
import { recheckAfterDeath } from './person.ts';

type Command<Kind extends RegistryCommand['kind']> = Extract<RegistryCommand, { readonly kind: Kind }>;
type Outcome = Result<Effect, RegistryRefusal>;

const keyOf = ({ source, sourceKey }: SourceEntry | Risk): string => `${source}#${sourceKey}`;

const without = <T extends SourceEntry | Risk>(all: readonly T[], keys: readonly string[]): readonly T[] =>
  all.filter((one) => !keys.includes(keyOf(one)));

const those = <T extends SourceEntry | Risk>(all: readonly T[], keys: readonly string[]): readonly T[] =>
  all.filter((one) => keys.includes(keyOf(one)));

const line = (zh: string, en: string): LineDraft => ({ kind: 'identity', text: { zh, en } });

const STAYS = line(
  '另有一份档案是同一人,已并入本档案。',
  'Another record was of the same person: merged into this one.',
);
const GOES = line('与另一份档案是同一人,已并入该档案。', 'The same person as another record: merged into it.');
const APART = line('合并有误,两份档案已重新分开。', 'The merger was a mistake: the two records are apart again.');
const LINKED = line(
  '已补录身份证号,临时档案转为正式档案。',
  'The identity number is known now: no longer a provisional record.',
);

/** What the other record holds on a day that this one does not: what it brings, and what goes back with it. */
export const broughtBy = (survivor: PersonState, other: PersonState, day: Day) => {
  const missing = (mine: readonly (SourceEntry | Risk)[], theirs: readonly (SourceEntry | Risk)[]) =>
    theirs.map(keyOf).filter((key) => !mine.some((one) => keyOf(one) === key));
  return {
    entries: missing(survivor.entries, other.entries),
    risks: missing(survivor.risks ?? [], other.risks ?? []),
    // A hold that is over stands in the way of none that is in force.
    ...(isHeld(other, day) && !isHeld(survivor, day) ? { hold: true as const } : {}),
    ...(other.death !== undefined && survivor.death === undefined ? { death: true as const } : {}),
  };
};

/** A record with those that had been merged into it before. */
const withFormer = ({ personId, mergedFrom = [] }: PersonState): readonly string[] => [personId, ...mergedFrom];

/** A death that the other brings is news to the household of this one, unless both were of one household. */
const recheckOf = ({ householdId }: PersonState, other: PersonState, context: Context): Pick<Effect, 'recheck'> =>
  other.death === undefined || other.householdId === householdId
    ? {}
    : { recheck: recheckAfterDeath(other.death.day, context) };

/** This record stays: it takes over every entry and risk of the other that it has not itself. */
export const takeOver = (before: Effect, { other }: Command<'take-over'>, context: Context): Outcome => {
  const { today } = context;
  const brought = broughtBy(before.person, other, today);
  const entered = those(other.entries, brought.entries).reduce<Effect>(
    (effect, entry) => placeEntry(effect, entry, today),
    before,
  );
  const risks = [...(entered.person.risks ?? []), ...those(other.risks ?? [], brought.risks)];
  const person: PersonState = {
    ...entered.person,
    ...(risks.length === 0 ? {} : { risks }),
    ...(brought.hold === true && other.hold !== undefined ? { hold: other.hold } : {}),
    ...(brought.death === true && other.death !== undefined ? { death: other.death } : {}),
    mergedFrom: [...(entered.person.mergedFrom ?? []), ...withFormer(other)],
  };
  const recheck = brought.death === true ? recheckOf(before.person, other, context) : {};
  return ok(withLine({ ...entered, lines: before.lines, ...recheck }, person, STAYS));
};

/** This record goes: it keeps what it held, as history, and decides nothing any more. */
export const mergeInto = (before: Effect, { survivorId }: Command<'merge-into'>): Outcome =>
  ok(withLine(before, { ...before.person, mergedInto: survivorId }, GOES));

const isSameHold = (one: PersonState['hold'], other: PersonState['hold']): boolean =>
  one?.setAt === other?.setAt && one?.setBy === other?.setBy;
const isSameDeath = (one: PersonState['death'], other: PersonState['death']): boolean =>
  one?.day === other?.day && one?.source === other?.source && one?.evidence === other?.evidence;

/** Whether something came by the number of this record, or of one that had been merged into it. */
const cameBy =
  (record: PersonState) =>
  ({ of }: { readonly of?: string }): boolean =>
    of !== undefined && withFormer(record).includes(of);

/** What the other brought, and what came since by its number. */
const ofOther = (brought: Brought, survivor: PersonState, other: PersonState): Brought => {
  const since = (all: readonly (SourceEntry | Risk)[]) => all.filter(cameBy(other)).map(keyOf);
  return {
    ...brought,
    entries: [...brought.entries, ...since(survivor.entries)],
    risks: [...brought.risks, ...since(survivor.risks ?? [])],
  };
};

/** Whether it is the other who died: they brought the death, or it came by their number. */
const isDeathOf = (death: Death, other: PersonState, brought: Brought): boolean =>
  cameBy(other)(death) || (brought.death === true && isSameDeath(death, other.death));

/** The merger is undone: what the other brought or came by its number goes back, as it stands by now; the rest stays. */
export const giveBack = (before: Effect, { other, brought: then }: Command<'give-back'>): Outcome => {
  const brought = ofOther(then, before.person, other);
  const { hold, death, risks = [], mergedFrom = [], ...rest } = before.person;
  const person: PersonState = {
    ...rest,
    entries: without(before.person.entries, brought.entries),
    risks: without(risks, brought.risks),
    ...(hold === undefined || (brought.hold === true && isSameHold(hold, other.hold)) ? {} : { hold }),
    ...(death === undefined || isDeathOf(death, other, brought) ? {} : { death }),
    mergedFrom: mergedFrom.filter((id) => !withFormer(other).includes(id)),
  };
  return ok(withLine(before, person, APART));
};

/** What it had brought, in its present form; and what the other had no room for, as it went: none of that is in force. */
const broughtBack = (before: PersonState, from: PersonState, brought: Brought, today: Day) => {
  const keptOf = <T extends SourceEntry | Risk>(own: readonly T[], theirs: readonly T[], keys: readonly string[]) =>
    those(own, keys).filter((one) => !theirs.some((other) => keyOf(other) === keyOf(one)));
  const isOver = ({ until }: SourceEntry): boolean => until !== undefined && until < today;
  const [risks, theirRisks] = [before.risks ?? [], from.risks ?? []];
  return {
    entries: [
      ...without(before.entries, brought.entries),
      ...keptOf(before.entries, from.entries, brought.entries).filter(isOver),
      ...those(from.entries, brought.entries),
    ],
    risks: [
      ...without(risks, brought.risks),
      ...keptOf(risks, theirRisks, brought.risks),
      ...those(theirRisks, brought.risks),
    ],
  };
};

/** The record that went is one of its own again. */
export const comeBack = (
  before: Effect,
  { from, brought: then }: Command<'come-back'>,
  { today }: Context,
): Outcome => {
  const brought = ofOther(then, from, before.person);
  const { mergedInto: _, hold, death, ...rest } = before.person;
  const isLifted = brought.hold === true && from.hold === undefined;
  const isWithdrawn = brought.death === true && from.death === undefined;
  const since = from.death !== undefined && cameBy(before.person)(from.death) ? from.death : undefined;
  const present = since ?? (isWithdrawn ? undefined : death);
  const person: PersonState = {
    ...rest,
    ...(hold === undefined || isLifted ? {} : { hold }),
    ...given({ death: present }),
    ...broughtBack(before.person, from, brought, today),
  };
  return ok(withLine(before, person, APART));
};

/** A provisional record gets its number. */
export const linkIdentity = (before: Effect, { birthYear }: Command<'link-identity'>): Outcome => {
  const { provisional, ...rest } = before.person;
  return provisional === undefined ? ok(before) : ok(withLine(before, { ...rest, birthYear }, LINKED));
};
