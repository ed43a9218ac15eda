import { covers } from '#shared/kernel/region-code.ts';
import { addDays, CLOCK_AHEAD_MS, shanghaiDay } from '#shared/kernel/time.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { PersonState, RegistryCommand, Risk, SourceEntry } from '../registry/types.ts';
import type { SourceClaim, SourceFact } from './types.ts';

type Named = Extract<SourceFact, { readonly kind: 'named' }>;
type Ended = Extract<SourceFact, { readonly kind: 'ended' }>;

const entryOf = ({ source, sourceKey, naming }: Named): SourceEntry => {
  const { layer } = sourceOf(source);
  return { source, sourceKey, layer, ...naming };
};

/** Risks of one kind are numbered among themselves: a kind takes the place of its older self, whatever is told with it. */
const risksOf = ({ source, sourceKey }: SourceFact, told: Named['risks']): RegistryCommand[] =>
  told.map((one) => {
    const { department: reportedBy } = sourceOf(source);
    const index = told.filter(({ kind }) => kind === one.kind).indexOf(one);
    const risk: Risk = { ...one, source, sourceKey: index === 0 ? sourceKey : `${sourceKey}#${index}`, reportedBy };
    return { kind: 'add-risk', risk };
  });

/** The assistance system knows where its recipients live; a list's region only says where to put someone new. */
const moveOf = ({ source, person }: Named, before: PersonState | undefined): RegistryCommand[] => {
  if (source !== 'assistance-system' || before === undefined) return [];
  return covers(person.regionCode, before.regionCode) ? [] : [{ kind: 'move', regionCode: person.regionCode }];
};

const hasEntry = (before: PersonState | undefined, { source, sourceKey }: SourceFact): boolean =>
  before?.entries.some((entry) => entry.source === source && entry.sourceKey === sourceKey) ?? false;

/**
 * What is not known here ends all the same, because the word of its end may come first: it stands from the day on which its
 * end was told, or for its last day, so that what follows is as if both had come in their order.
 */
const unheardOf = ({ source, sourceKey, day, evidence, at }: Ended): RegistryCommand => {
  const { layer, categories } = sourceOf(source);
  const cited = evidence === undefined ? {} : { evidence };
  const last = addDays(day, -1);
  const [from = last] = [last, shanghaiDay(new Date(at))].sort();
  const entry = { source, sourceKey, layer, category: categories[0], from, ...cited };
  return { kind: 'put-entry', entry };
};

const endCommands = (fact: Ended, before: PersonState | undefined): RegistryCommand[] => {
  const { source, sourceKey, day, cause, evidence } = fact;
  if (cause === 'death')
    return [{ kind: 'record-death', day, source, ...(evidence === undefined ? {} : { evidence }) }];
  const end = evidence === undefined ? {} : { endEvidence: evidence };
  const first = hasEntry(before, fact) ? [] : [unheardOf(fact)];
  return source === 'assistance-system'
    ? [...first, { kind: 'exit', sourceKey, day, cause, ...end }]
    : [...first, { kind: 'end-entry', source, sourceKey, until: addDays(day, -1), ...end }];
};

/**
 * A death was a mistake where the same source names the person anew under the key under which it told of it: no entry that
 * ended stands there, so the word that closed the key was that of the death. Come the other way round, it would be older.
 */
const deathTakenBack = (
  { source, sourceKey, naming }: Named,
  before: PersonState | undefined,
  claim: SourceClaim | undefined,
): RegistryCommand[] => {
  if (claim === undefined || claim.open || before?.death?.source !== source) return [];
  const entry = before.entries.find((one) => one.source === source && one.sourceKey === sourceKey);
  if (entry?.endCause !== undefined) return [];
  return [{ kind: 'withdraw-death', evidence: naming.evidence ?? sourceKey }];
};

/**
 * What a word of a source asks of the registry; `before`: the person as they stand, if they are there; `claim`: what was
 * last heard of the key, for a word that is no row of a file. A file may be older than the death that it does not know of.
 */
export const factCommands = (
  fact: SourceFact,
  before: PersonState | undefined,
  claim?: SourceClaim,
): readonly RegistryCommand[] => {
  switch (fact.kind) {
    case 'named':
      return [
        ...deathTakenBack(fact, before, claim),
        { kind: 'put-entry', entry: entryOf(fact) },
        ...moveOf(fact, before),
        ...risksOf(fact, fact.risks),
      ];
    case 'ended':
      return endCommands(fact, before);
    case 'refused': {
      const { sourceKey, day, evidence, category } = fact;
      return [
        { kind: 'refuse-application', sourceKey, day, evidence, ...(category === undefined ? {} : { category }) },
      ];
    }
    case 'risk':
      return risksOf(fact, fact.risks);
  }
};

const contentOf = (fact: SourceFact): unknown => {
  switch (fact.kind) {
    case 'named': {
      const { category, list, evidence, from, until } = fact.naming;
      return [category, list, evidence, from, until, fact.risks];
    }
    case 'ended':
      return [fact.day, fact.evidence, fact.cause];
    case 'refused':
      return [fact.day, fact.evidence, fact.category];
    case 'risk':
      return fact.risks;
  }
};

/**
 * What a word says, as text for a keyed MAC: the same again changes nothing, whichever way it comes. The period is no
 * part of it, since a list that says the same next month says nothing new.
 */
export const factContent = (fact: SourceFact): string =>
  JSON.stringify([fact.kind, fact.person.idNumber, fact.person.regionCode, contentOf(fact)]);

/**
 * The key under which a word is remembered. A risk is told beside what the source's key names, and neither makes the naming
 * old nor ends it: its words are weighed among themselves, kind by kind.
 */
export const claimKeyOf = ({ kind, sourceKey }: SourceFact): string =>
  kind === 'risk' ? `${sourceKey}#risk` : sourceKey;

/** A word of a time to come: whatever was said in truth after it would be older. */
export const isAhead = ({ at }: SourceFact, now: Date): boolean => Date.parse(at) > now.getTime() + CLOCK_AHEAD_MS;

/** How a word stands to what is known of its key. */
export type Weighed = 'new' | 'newer' | 'unchanged' | 'older';

/** The source's own time decides, and not the order of arrival; of two words of one time the later arrival holds. */
export const weigh = (claim: SourceClaim | undefined, at: string, mac: string): Weighed => {
  if (claim === undefined) return 'new';
  if (at < claim.at) return 'older';
  if (claim.mac === mac) return 'unchanged';
  return claim.open ? 'newer' : 'new';
};

/** What is known of the key once the word is taken. */
export const claimAfter = (
  fact: SourceFact,
  before: SourceClaim | undefined,
  known: { readonly personId: string; readonly mac: string } & Pick<SourceClaim, 'kinds'>,
): SourceClaim => {
  const { source, at, person } = fact;
  const naming = fact.kind === 'named' ? fact.naming : undefined;
  return {
    source,
    sourceKey: claimKeyOf(fact),
    ...known,
    regionCode: person.regionCode,
    at,
    open: fact.kind === 'named',
    ...(naming?.list === undefined ? {} : { list: naming.list }),
    ...(naming?.until === undefined ? {} : { until: naming.until }),
    version: (before?.version ?? 0) + 1,
  };
};
