import { inTextOrder } from '#shared/kernel/order.ts';
import type { Reason } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';
import { isHeld, isLive } from './rules/derive-layer.ts';
import { died } from './rules/died.ts';
import { discoveryConfirmed } from './rules/discovery-confirmed.ts';
import type { EntryRule } from './rules/entry-rule.ts';
import { held } from './rules/held.ts';
import { listed } from './rules/listed.ts';
import { merged } from './rules/merged.ts';
import { noLongerNamed } from './rules/no-longer-named.ts';
import { observed } from './rules/observed.ts';
import { recentExit } from './rules/recent-exit.ts';
import { refusedApplication } from './rules/refused-application.ts';
import { registered } from './rules/registered.ts';
import type { PersonState, SourceEntry } from './types.ts';

const entryRules: readonly EntryRule[] = [
  registered,
  refusedApplication,
  recentExit,
  discoveryConfirmed,
  observed,
  listed,
];

const reasonOf = (entry: SourceEntry): readonly Reason[] => {
  for (const rule of entryRules) {
    const reason = rule(entry);
    if (reason !== undefined) return [reason];
  }
  return [];
};

/** Registering entries first, then by the day on which they began, so that the order of arrival does not show. */
const inOrder = (one: SourceEntry, other: SourceEntry): number =>
  Number(other.layer === 'registered') - Number(one.layer === 'registered') ||
  inTextOrder(one.from, other.from) ||
  inTextOrder(`${one.source}|${one.sourceKey}`, `${other.source}|${other.sourceKey}`);

const lastEnded = (entries: readonly SourceEntry[], day: Day): readonly Reason[] => {
  const ended = entries.filter(({ until }) => until !== undefined && until < day);
  const last = ended.sort((one, other) => inTextOrder(other.until ?? '', one.until ?? '') || inOrder(one, other))[0];
  return last === undefined ? [] : [noLongerNamed(last)];
};

type Explained = Pick<PersonState, 'entries' | 'hold' | 'death' | 'mergedInto'>;

/** Why a person is in their layer on a day, in words: a function of the same facts as the layer itself. */
export const explain = (person: Explained, day: Day): readonly Reason[] => {
  if (person.mergedInto !== undefined) return [merged];
  if (person.death !== undefined) return [died(person.death)];
  const live = person.entries.filter((entry) => isLive(entry, day)).sort(inOrder);
  const reasons = live.length > 0 ? live.flatMap(reasonOf) : lastEnded(person.entries, day);
  return person.hold !== undefined && isHeld(person, day) ? [held(person.hold), ...reasons] : reasons;
};
