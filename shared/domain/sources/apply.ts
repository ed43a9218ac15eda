import { given } from '#shared/kernel/given.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { ok, type Result, refuse } from '#shared/kernel/result.ts';
import type {
  HouseholdChange,
  HouseholdState,
  PersonChange,
  PersonState,
  RegistryAct,
  RegistryRefusal,
} from '../registry/types.ts';
import { claimAfter, claimKeyOf, factCommands, factContent } from './decide.ts';
import { withHome } from './moves.ts';
import { withOrigin } from './origin.ts';
import type { RegistryDecisions, SourceBook, SourcePeople, SourceWrite } from './ports.ts';
import type { FactStatus, RowEffect, SourceClaim, SourceFact, UndoRecord } from './types.ts';
import { type WeighedWord, weighWord } from './weigh-word.ts';

const TRIES = 6;

export type ApplyDeps = {
  readonly book: SourceBook;
  readonly people: SourcePeople;
  readonly registry: RegistryDecisions;
  readonly newId: () => string;
  readonly newMessageId: () => string;
  readonly clock: () => Date;
  /** Keyed MAC of what a source says; `like`: one to compare with, that may have been made under a former key. */
  readonly mac: (text: string, like?: string) => Promise<string>;
};

/** By whom, and within which region, a word is taken; `batch`: the part of a file that it stood in. */
export type Taking = {
  readonly actor: string;
  readonly scope: string;
  readonly batch?: { readonly batchId: string; readonly chunk: number };
  /** What a file may not decide over what is known of the key, as it stands when the word is written. */
  readonly refuses?: (claim: SourceClaim | undefined) => FactCode | undefined;
};

export type FactCode =
  | 'source-key-taken'
  | 'region-outside-scope'
  | 'registered-without-decision'
  | RegistryRefusal['code'];
export type FactOutcome = {
  readonly status: FactStatus;
  readonly personId?: string;
  readonly code?: FactCode;
  readonly effect?: RowEffect;
};

/** What was read before a word is weighed; `of`: the record that it is said of, where that was merged into theirs. */
type Basis = {
  readonly claim: SourceClaim | undefined;
  readonly known: PersonState | undefined;
  readonly of?: string;
};

const actOf = ({ actor, batch }: Taking, deps: ApplyDeps): RegistryAct => ({
  actor,
  now: deps.clock(),
  messageId: deps.newMessageId(),
  ...(batch === undefined ? {} : { about: { kind: 'batch', id: batch.batchId } }),
});

/** `from`: the household of whoever moved, as it was. */
type Home = { readonly households: readonly HouseholdChange[]; readonly from?: HouseholdState };
type Changed = Home & { readonly made: PersonChange };

const changed = (made: Result<PersonChange, RegistryRefusal>, home: Home): Result<Changed, RegistryRefusal> =>
  made.ok ? ok({ ...home, made: made.value }) : made;

const change = async (
  fact: SourceFact,
  { claim, known, of }: Basis,
  taking: Taking,
  deps: ApplyDeps,
): Promise<Result<Changed, RegistryRefusal>> => {
  const act = actOf(taking, deps);
  const asked = factCommands(fact, known, taking.batch === undefined ? claim : undefined);
  const { commands, ...home } = await withHome(asked, known, act, deps);
  if (known !== undefined) {
    const made = deps.registry.change(known, commands, act);
    return changed(made.ok ? ok(withOrigin(made.value, known, of)) : made, home);
  }
  const { idNumber, regionCode } = fact.person;
  const birthYear = Number(birthDay(idNumber).slice(0, 4));
  const first = { personId: deps.newId(), householdId: deps.newId(), regionCode, birthYear };
  return changed(deps.registry.add(first, commands, act), home);
};

const entryBefore = ({ source, sourceKey }: SourceFact, known: PersonState | undefined) =>
  known?.entries.find((entry) => entry.source === source && entry.sourceKey === sourceKey);

/**
 * Whether the key is the person's: of whom it was heard before, or, since two records of one person may have been merged or
 * taken apart again in between, of whoever holds its entry now.
 */
const isTheirs = (fact: SourceFact, { claim, known }: Basis): boolean =>
  claim === undefined ||
  claim.personId === known?.personId ||
  known?.mergedFrom?.includes(claim.personId) === true ||
  entryBefore(fact, known) !== undefined;

/** Why the word may not be taken at all: the key is another person's, the person lives elsewhere, or a file may not say it. */
const mayTake = (fact: SourceFact, basis: Basis, { scope, refuses }: Taking): Result<undefined, { code: FactCode }> => {
  const refused = refuses?.(basis.claim);
  if (refused !== undefined) return refuse(refused);
  if (!covers(scope, fact.person.regionCode)) return refuse('region-outside-scope');
  if (basis.known !== undefined && !covers(scope, basis.known.regionCode)) return refuse('region-outside-scope');
  return isTheirs(fact, basis) ? ok(undefined) : refuse('source-key-taken');
};

/** Whose key it is: of a record that was merged into another, that record's still, to whom it goes back with its entry. */
const ownerOf = ({ claim, known, of }: Basis, { person }: PersonChange): string => {
  if (claim === undefined) return of ?? person.personId;
  return known?.mergedFrom?.includes(claim.personId) === true ? claim.personId : person.personId;
};

const originOf = async ({ person }: SourceFact, known: PersonState | undefined, deps: ApplyDeps) => {
  const { mergedFrom = [] } = known ?? {};
  const of = mergedFrom.length === 0 ? undefined : await deps.people.recordOf(person.idNumber);
  return of !== undefined && mergedFrom.includes(of) ? { of } : {};
};

type Made = Changed & Pick<SourceClaim, 'mac' | 'kinds'>;

/** Whom the word moved, from where, and whose household they left. */
const movedOf = (known: PersonState | undefined, { made: { person }, from }: Changed): Pick<UndoRecord, 'moved'> => {
  const { personId, regionCode } = person;
  if (known === undefined || known.regionCode === regionCode) return {};
  const moved = { personId, from: known.regionCode, to: regionCode };
  if (from === undefined || from.householdId === person.householdId) return { moved };
  const headed = from.headPersonId === personId ? { headed: true as const } : {};
  return { moved: { ...moved, left: { householdId: from.householdId, ...headed } } };
};

/** The way back, where the word stood in a file. */
const undoOf = (fact: SourceFact, basis: Basis, changes: Changed, effect: RowEffect): UndoRecord => {
  const { claim, known } = basis;
  const entry = entryBefore(fact, known);
  return {
    sourceKey: fact.sourceKey,
    personId: ownerOf(basis, changes.made),
    effect,
    ...movedOf(known, changes),
    ...(entry === undefined ? {} : { entry }),
    ...(claim === undefined ? {} : { claim }),
  };
};

const writeOf = (
  fact: SourceFact,
  basis: Basis,
  { batch }: Taking,
  { mac, kinds, ...changes }: Made,
): SourceWrite & { readonly effect: RowEffect } => {
  const { claim } = basis;
  const { made, households } = changes;
  const personId = ownerOf(basis, made);
  const effect: RowEffect = claim?.open === true ? 'changed' : 'created';
  const next = claimAfter(fact, claim, { personId, mac, ...given({ kinds }) });
  const word = { before: claim, change: made, households, person: fact.person, effect };
  if (batch === undefined) return { ...word, claim: next };
  const record = undoOf(fact, basis, changes, effect);
  return { ...word, claim: { ...next, ...batch, effect }, undo: { ...batch, record } };
};

/**
 * The same word again: taken by this very part before it was killed, or heard before. Said anew, it is no longer the word of
 * the batch that said it first, and stays when that one is taken back.
 */
const repeated = async (
  { fact, isLater, kinds }: WeighedWord,
  claim: SourceClaim,
  { batch }: Taking,
  deps: ApplyDeps,
) => {
  const { batchId: _, chunk: __, effect, ...rest } = claim;
  const { personId } = claim;
  if (batch !== undefined && claim.batchId === batch.batchId && effect !== undefined) {
    return { status: 'applied', personId, effect } as const;
  }
  if (isLater) {
    const mac = await deps.mac(factContent(fact));
    const next = { ...rest, mac, ...given({ kinds }), at: fact.at, version: claim.version + 1 };
    if ((await deps.book.write({ claim: next, before: claim })) === 'stale') return undefined;
  }
  return { status: 'unchanged', personId } as const;
};

const attempt = async (
  fact: SourceFact,
  read: Basis,
  taking: Taking,
  deps: ApplyDeps,
): Promise<FactOutcome | undefined> => {
  const { claim } = read;
  const allowed = mayTake(fact, read, taking);
  if (!allowed.ok) return { status: 'rejected', code: allowed.error.code };
  const word = await weighWord(fact, claim, deps.mac);
  const { weighed, kinds, fact: news } = word;
  if (weighed === 'older') return { status: 'older', ...(claim === undefined ? {} : { personId: claim.personId }) };
  if (weighed === 'unchanged' && claim !== undefined) return repeated(word, claim, taking, deps);
  const basis = { ...read, ...(await originOf(fact, read.known, deps)) };
  const made = await change(news, basis, taking, deps);
  if (!made.ok) return { status: 'rejected', code: made.error.code };
  const { effect, ...write } = writeOf(news, basis, taking, {
    ...made.value,
    mac: await deps.mac(factContent(news)),
    ...given({ kinds }),
  });
  if ((await deps.book.write(write)) === 'stale') return undefined;
  return { status: 'applied', personId: made.value.made.person.personId, effect };
};

/**
 * Takes one word of a source, once: reads its key and its person, decides, and writes all in one transaction; begins anew
 * where something came in between. `first`: what was read of many beforehand.
 */
export const applyFact = async (
  fact: SourceFact,
  taking: Taking,
  deps: ApplyDeps,
  first?: Basis,
): Promise<FactOutcome> => {
  const { source, person } = fact;
  const key = claimKeyOf(fact);
  let basis = first;
  for (let tries = 0; tries < TRIES; tries += 1) {
    basis ??= {
      claim: (await deps.book.claims(source, [key])).get(key),
      known: (await deps.people.matchMany([person.idNumber])).get(person.idNumber),
    };
    const outcome = await attempt(fact, basis, taking, deps);
    if (outcome !== undefined) return outcome;
    basis = undefined;
  }
  throw new Error('TransactionConflict: a word of a source was not written');
};
