import { given } from '#shared/kernel/given.ts';
import type { Death, PersonChange, PersonState, Risk, SourceEntry } from '../registry/types.ts';

type Held = SourceEntry | Risk;

const isSame = (one: Held, other: Held): boolean => one.source === other.source && one.sourceKey === other.sourceKey;

/** What the word brought or renewed; what stood there already without such a mark is the survivor's own or was brought. */
const marked = <T extends Held>(after: readonly T[], before: readonly T[], of: string): readonly T[] =>
  after.map((one) => {
    const old = before.find((other) => isSame(one, other));
    return one === old || (old !== undefined && old.of === undefined) ? one : { ...one, of };
  });

/** A death is theirs whose number told of it, unless it was known before. */
const markedDeath = (after: Death, before: Death | undefined, of: string): Death =>
  after === before || (before !== undefined && before.of === undefined) ? after : { ...after, of };

/**
 * What comes during a merger by the number of the record that went is said of that record: it goes back with it, should the
 * merger have been a mistake.
 */
export const withOrigin = (made: PersonChange, before: PersonState, of: string | undefined): PersonChange => {
  if (of === undefined) return made;
  const { person } = made;
  const risks = person.risks && marked(person.risks, before.risks ?? [], of);
  const entries = marked(person.entries, before.entries, of);
  const death = person.death && markedDeath(person.death, before.death, of);
  return { ...made, person: { ...person, entries, ...given({ risks, death }) } };
};
