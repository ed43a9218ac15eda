import { countyOf } from '#shared/kernel/region-code.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { layerLabels } from '#shared/reference/labels.ts';
import { applyAll } from './commands/apply.ts';
import type { Context, Effect, LineDraft } from './commands/effect.ts';
import { placeEntry } from './commands/entries.ts';
import { explain } from './explain.ts';
import { handedOver, layerChanged } from './message.ts';
import { deriveLayer } from './rules/derive-layer.ts';
import type {
  HouseholdState,
  NewPerson,
  PersonChange,
  PersonState,
  RegistryAct,
  RegistryCommand,
  RegistryPolicy,
  RegistryRefusal,
  SourceEntry,
  TimelineEntry,
} from './types.ts';

const layerLine = (before: PersonState, after: PersonState, today: Day): LineDraft => {
  const [from, to] = [layerLabels[before.layer], layerLabels[after.layer]];
  const isNew = before.version === 0;
  return {
    kind: 'layer-change',
    text: {
      zh: isNew ? `列入“${to.zh}”。` : `由“${from.zh}”转为“${to.zh}”。`,
      en: isNew ? `Entered as ${to.en}.` : `From ${from.en} to ${to.en}.`,
    },
    reasons: explain(after, today),
  };
};

type Settling = Omit<Context, 'policy'>;

const lineOf = (draft: LineDraft, act: RegistryAct, mark: string): TimelineEntry => ({
  id: `${act.messageId}-${mark}`,
  at: act.now.toISOString(),
  actor: act.actor,
  ...draft,
  ...(act.about === undefined ? {} : { about: act.about }),
});

/** Lines in the order in which they were made: the ids of one act sort so. */
const linesOf = (drafts: readonly LineDraft[], act: RegistryAct): TimelineEntry[] =>
  drafts.map((draft, index) => lineOf(draft, act, String(index + 1).padStart(2, '0')));

const unchanged = (person: PersonState): PersonChange => ({
  person,
  since: person.version,
  timeline: [],
  archived: [],
  messages: [],
});

const isDerivedAlike = (one: PersonState, other: PersonState): boolean =>
  one.layer === other.layer &&
  one.dueOn === other.dueOn &&
  one.categories.length === other.categories.length &&
  one.categories.every((category, index) => category === other.categories[index]);

const recheckOf = ({ recheck, person }: Effect, act: RegistryAct): Pick<PersonChange, 'recheck'> => {
  if (recheck === undefined) return {};
  const { dueOn, line } = recheck;
  const { householdId, regionCode } = person;
  return { recheck: { householdId, regionCode, dueOn, line: lineOf(line, act, 'household') } };
};

/** Derives layer and categories anew and says what is to be written: nothing, where nothing changed. */
const settle = (before: PersonState, effect: Effect, { act, today }: Settling): PersonChange => {
  const { dueOn: _, ...facts } = effect.person;
  const derived = { ...facts, ...deriveLayer(facts, today) };
  const isNew = before.version === 0;
  if (!isNew && effect.lines.length === 0 && isDerivedAlike(before, derived)) return unchanged(before);
  const after = { ...derived, version: before.version + 1, updatedAt: act.now.toISOString() };
  const turned = isNew || after.layer !== before.layer;
  return {
    person: after,
    since: before.version,
    archived: effect.archived,
    timeline: linesOf([...effect.lines, ...(turned ? [layerLine(before, after, today)] : [])], act),
    messages: [
      ...(turned ? [layerChanged(before, after, act)] : []),
      ...(countyOf(before.regionCode) === countyOf(after.regionCode) ? [] : handedOver(before, after, act)),
    ],
    ...recheckOf(effect, act),
  };
};

const blank = (first: NewPerson, act: RegistryAct): PersonState => {
  const at = act.now.toISOString();
  return { ...first, layer: 'exited', categories: [], entries: [], version: 0, createdAt: at, updatedAt: at };
};

const householdOf = ({ personId, householdId, regionCode }: PersonState): HouseholdState => ({
  householdId,
  regionCode,
  headPersonId: personId,
  memberIds: [personId],
  version: 1,
});

const contextOf = (act: RegistryAct): Settling => ({ act, today: shanghaiDay(act.now) });

/**
 * Changes a person: the commands take effect together or not at all, layer and categories follow, and the version grows by
 * exactly one; commands that change nothing leave the person as they were. Pure: the clock and the id are in the act.
 */
export const changePerson = (
  before: PersonState,
  commands: readonly RegistryCommand[],
  act: RegistryAct,
  policy: RegistryPolicy,
): Result<PersonChange, RegistryRefusal> => {
  if (before.mergedInto !== undefined && commands[0]?.kind !== 'come-back') return refuse('person-merged');
  const context = contextOf(act);
  const effect = applyAll(before, commands, { ...context, policy });
  return effect.ok ? ok(settle(before, effect.value, context)) : effect;
};

/** A finding enters, for a person who is in the registry. */
export const enterFinding = (before: PersonState, entry: SourceEntry, act: RegistryAct): PersonChange => {
  const context = contextOf(act);
  return settle(before, placeEntry({ person: before, lines: [], archived: [] }, entry, context.today), context);
};

/** A finding enters, for someone who is not in the registry yet. */
export const createByFinding = (first: NewPerson, entry: SourceEntry, act: RegistryAct): PersonChange => {
  const change = enterFinding(blank(first, act), entry, act);
  return { ...change, household: householdOf(change.person) };
};

/** A source names someone who is not in the registry yet: a household of one until more is known. */
export const createPerson = (
  first: NewPerson,
  commands: readonly RegistryCommand[],
  act: RegistryAct,
  policy: RegistryPolicy,
): Result<PersonChange, RegistryRefusal> => {
  const before = blank(first, act);
  const changed = changePerson(before, commands, act, policy);
  if (!changed.ok) return changed;
  // Of a household of one nobody is left to be checked, where the first word of somebody is their death.
  const { recheck: _, ...made } = changed.value;
  return ok({ ...made, household: householdOf(made.person) });
};
