import { inTextOrder } from '#shared/kernel/order.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import { addDays, addMonths, type Day } from '#shared/kernel/time.ts';
import { categoryLabels, sourceLabels } from '#shared/reference/labels.ts';
import type { RegistryCommand, RegistryRefusal, SourceEntry } from '../types.ts';
import type { Context, Effect, LineDraft } from './effect.ts';
import { withLine } from './effect.ts';

/** Entries that a person's item holds; ended ones above it go to the history, the longest ended first. */
const MOST_ENTRIES = 12;

/** Later than every day that an entry can end on. */
const FOREVER = '9999-12-31';

type Command<Kind extends RegistryCommand['kind']> = Extract<RegistryCommand, { readonly kind: Kind }>;
type Outcome = Result<Effect, RegistryRefusal>;

const isSame = (one: SourceEntry, other: Pick<SourceEntry, 'source' | 'sourceKey'>): boolean =>
  one.source === other.source && one.sourceKey === other.sourceKey;

const FIELDS = [
  'layer',
  'category',
  'from',
  'until',
  'department',
  'list',
  'period',
  'evidence',
  'endEvidence',
  'endCause',
] as const satisfies readonly (keyof SourceEntry)[];

const sameContent = (one: SourceEntry, other: SourceEntry): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

const endOf = ({ until }: SourceEntry): Day => until ?? FOREVER;

/** Whether days from today on, on which the old entry registers, are none any more with the next one. */
const isShortened = (old: SourceEntry, next: SourceEntry, today: Day): boolean => {
  if (endOf(old) < today) return false;
  const begins = old.from > today ? old.from : today;
  return next.layer !== 'registered' || endOf(next) < endOf(old) || next.from > begins;
};

/** Whether the next entry carries the reference of a decision that the old one did not rest on. */
const isDecided = (old: SourceEntry, { evidence, endEvidence }: SourceEntry): boolean =>
  endEvidence !== undefined || (evidence !== undefined && evidence !== old.evidence);

/**
 * Whether an entry that registers would lose days in force, from today on, without a decision of its source: a new
 * decision's reference, or that of the ending. 分层分类: the layer mirrors decisions taken elsewhere.
 */
const losesWithoutDecision = (old: SourceEntry, next: SourceEntry, today: Day): boolean =>
  old.layer === 'registered' && isShortened(old, next, today) && !isDecided(old, next);

const named = ({ source, category }: SourceEntry) => ({
  zh: `${sourceLabels[source].zh}:${categoryLabels[category].zh}`,
  en: `${sourceLabels[source].en}: ${categoryLabels[category].en}`,
});

const lineOf = (entry: SourceEntry, zh: string, en: string): LineDraft => {
  const name = named(entry);
  const kind = entry.layer === 'registered' ? 'assistance' : 'source';
  return { kind, text: { zh: `${name.zh},${zh}。`, en: `${name.en}, ${en}.` } };
};

const began = (entry: SourceEntry): LineDraft =>
  lineOf(
    entry,
    `自 ${entry.from} 起${entry.until === undefined ? '' : `,到 ${entry.until}`}`,
    `from ${entry.from}${entry.until === undefined ? '' : ` until ${entry.until}`}`,
  );

const ended = (entry: SourceEntry): LineDraft =>
  lineOf(
    entry,
    `到 ${entry.until ?? ''} 为止${entry.endEvidence === undefined ? '' : `,文号 ${entry.endEvidence}`}`,
    `ended on ${entry.until ?? ''}${entry.endEvidence === undefined ? '' : `, decision ${entry.endEvidence}`}`,
  );

/** Splits entries into those that stay in the item and those that ended long ago and go to the history. */
const archive = (
  entries: readonly SourceEntry[],
  today: Day,
): { readonly kept: readonly SourceEntry[]; readonly archived: readonly SourceEntry[] } => {
  const surplus = entries.length - MOST_ENTRIES;
  if (surplus <= 0) return { kept: entries, archived: [] };
  const endedFirst = entries
    .filter(({ until }) => until !== undefined && until < today)
    .sort((one, other) =>
      inTextOrder(`${one.until}|${one.source}|${one.sourceKey}`, `${other.until}|${other.source}|${other.sourceKey}`),
    );
  const archived = endedFirst.slice(0, surplus);
  return { kept: entries.filter((entry) => !archived.includes(entry)), archived };
};

/** Puts an entry in the place of its older self, with the line that tells of it. */
const place = (before: Effect, entry: SourceEntry, line: LineDraft, today: Day): Effect => {
  const { entries } = before.person;
  const old = entries.find((one) => isSame(one, entry));
  if (old !== undefined && sameContent(old, entry)) return before;
  const { kept, archived } = archive([...entries.filter((one) => one !== old), entry], today);
  // It had ended before it came, and longer ago than all that the item has room for: nothing follows from it.
  if (archived.includes(entry)) return before;
  const next = withLine(before, { ...before.person, entries: kept }, line);
  return { ...next, archived: [...before.archived, ...archived] };
};

const replace = (before: Effect, entry: SourceEntry, line: LineDraft, { today }: Context): Outcome => {
  const old = before.person.entries.find((one) => isSame(one, entry));
  if (old !== undefined && losesWithoutDecision(old, entry, today)) return refuse('evidence-missing');
  return ok(place(before, entry, line, today));
};

const arrival = (entry: SourceEntry, today: Day): LineDraft =>
  entry.until !== undefined && entry.until < today ? ended(entry) : began(entry);

/** An entry comes, whatever it takes the place of: for findings, which register nobody. */
export const placeEntry = (before: Effect, entry: SourceEntry, today: Day): Effect =>
  place(before, entry, arrival(entry, today), today);

/** An entry comes or takes the place of its older self. */
export const putEntry = (before: Effect, { entry }: Command<'put-entry'>, context: Context): Outcome =>
  replace(before, entry, arrival(entry, context.today), context);

/** An entry ends; one that ended before stays as it was. */
export const endEntry = (before: Effect, command: Command<'end-entry'>, context: Context): Outcome => {
  const old = before.person.entries.find((one) => isSame(one, command));
  if (old === undefined || (old.until !== undefined && old.until <= command.until)) return ok(before);
  const { until, endEvidence } = command;
  const next = { ...old, until, ...(endEvidence === undefined ? {} : { endEvidence }) };
  return replace(before, next, ended(next), context);
};

/** An entry was a mistake: it goes, and the timeline says so. */
export const removeEntry = (before: Effect, command: Command<'remove-entry'>): Outcome => {
  const { entries } = before.person;
  const old = entries.find((one) => isSame(one, command));
  if (old === undefined) return ok(before);
  const { evidence } = command;
  const line = lineOf(old, `撤销,依据 ${evidence}`, `taken back, by ${evidence}`);
  return ok(withLine(before, { ...before.person, entries: entries.filter((one) => one !== old) }, line));
};

/** A refused applicant is suspected for as long as one who left (申请未获批准). */
export const refuseApplication = (
  before: Effect,
  command: Command<'refuse-application'>,
  context: Context,
): Outcome => {
  const { sourceKey, day, category = 'other-hardship', evidence } = command;
  const entry: SourceEntry = {
    source: 'refused-application',
    sourceKey,
    layer: 'suspected',
    category,
    from: day,
    until: addMonths(day, context.policy.gradualExit.value),
    ...(evidence === undefined ? {} : { evidence }),
  };
  const reason =
    evidence === undefined ? { zh: '', en: '' } : { zh: `(文号 ${evidence})`, en: ` (decision ${evidence})` };
  const line: LineDraft = {
    kind: 'determination',
    text: { zh: `${day} 申请未获批准${reason.zh}。`, en: `An application was refused on ${day}${reason.en}.` },
  };
  return replace(before, entry, line, context);
};

const watched = (old: SourceEntry, { day, endEvidence }: Command<'exit'>, { policy }: Context): SourceEntry => ({
  source: 'recent-exit',
  sourceKey: old.sourceKey,
  layer: 'suspected',
  category: 'other-hardship',
  from: day,
  until: addMonths(day, policy.gradualExit.value),
  ...(endEvidence === undefined ? {} : { evidence: endEvidence }),
});

const watchOn = (before: Effect, old: SourceEntry, command: Command<'exit'>, context: Context): Outcome => {
  const entry = watched(old, command, context);
  return replace(before, entry, began(entry), context);
};

const exitOne = (before: Effect, old: SourceEntry, command: Command<'exit'>, context: Context): Outcome => {
  const { endEvidence, cause, day } = command;
  const lastDay = addDays(day, -1);
  const isOver = old.until !== undefined && old.until <= lastDay;
  if (isOver && command.sourceKey === undefined) return ok(before);
  // A term that was over stays so, and the person is watched on all the same. Of two exits the day of the later word holds.
  if (isOver && old.endCause === undefined) {
    return cause === 'moved-out' ? ok(before) : watchOn(before, old, command, context);
  }
  const over = { ...old, until: lastDay, endCause: cause, ...(endEvidence === undefined ? {} : { endEvidence }) };
  const done = replace(before, over, ended(over), context);
  return done.ok && cause !== 'moved-out' ? watchOn(done.value, old, command, context) : done;
};

/** Assistance ends by a decision of its source (退出); at the end of need the person is watched on (渐退期). */
export const exit = (before: Effect, command: Command<'exit'>, context: Context): Outcome => {
  const given = before.person.entries.filter(
    ({ source, sourceKey }) =>
      source === 'assistance-system' && (command.sourceKey === undefined || command.sourceKey === sourceKey),
  );
  return given.reduce<Outcome>(
    (outcome, old) => (outcome.ok ? exitOne(outcome.value, old, command, context) : outcome),
    ok(before),
  );
};
