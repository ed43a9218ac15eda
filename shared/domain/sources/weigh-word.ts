import type { RiskKind } from '#shared/reference/words.ts';
import { factContent, type Weighed, weigh } from './decide.ts';
import type { SourceClaim, SourceFact } from './types.ts';

type Mac = (text: string, like?: string) => Promise<string>;
type Risk = Extract<SourceFact, { readonly kind: 'risk' }>;

/** A word against what is known of its key. */
export type WeighedWord = {
  /** The word, of a risk what is news of it. */
  readonly fact: SourceFact;
  readonly weighed: Weighed;
  /** Whether what was known is said again later. */
  readonly isLater: boolean;
  /** What is known of each kind of risk once the word is taken. */
  readonly kinds?: NonNullable<SourceClaim['kinds']>;
};

const weighOne = async (fact: SourceFact, known: SourceClaim | undefined, mac: Mac) => ({
  weighed: weigh(known, fact.at, await mac(factContent(fact), known?.mac)),
  isLater: known !== undefined && fact.at > known.at,
});

/** What a word says of one kind of risk, against what was last heard of that kind. */
const weighKind = async (kind: RiskKind, fact: Risk, claim: SourceClaim | undefined, mac: Mac) => {
  const told = claim?.kinds?.[kind];
  const known = claim === undefined || told === undefined ? undefined : { ...claim, ...told };
  const one = await weighOne(fact, known, mac);
  const next = one.weighed === 'older' ? told : { at: fact.at, mac: await mac(factContent(fact)) };
  return { ...one, fact, kinds: next === undefined ? [] : ([[kind, next]] as const) };
};

const isNews = (weighed: Weighed): boolean => weighed === 'new' || weighed === 'newer';

const ofAll = (all: readonly Weighed[]): Weighed => {
  if (all.some(isNews)) return 'new';
  return all.includes('unchanged') ? 'unchanged' : 'older';
};

/**
 * Weighs a word. Risks of different kinds are different things, though they are told under one key: each kind is weighed by
 * itself, and what is news of a word is taken together.
 */
export const weighWord = async (fact: SourceFact, claim: SourceClaim | undefined, mac: Mac): Promise<WeighedWord> => {
  if (fact.kind !== 'risk') return { fact, ...(await weighOne(fact, claim, mac)) };
  const byKind = Map.groupBy(fact.risks, ({ kind }) => kind);
  const parts = await Promise.all([...byKind].map(([kind, risks]) => weighKind(kind, { ...fact, risks }, claim, mac)));
  const news = parts.filter(({ weighed }) => isNews(weighed));
  return {
    fact: { ...fact, risks: news.flatMap((part) => part.fact.risks) },
    weighed: ofAll(parts.map(({ weighed }) => weighed)),
    isLater: parts.some(({ weighed, isLater }) => weighed === 'unchanged' && isLater),
    kinds: { ...claim?.kinds, ...Object.fromEntries(parts.flatMap(({ kinds }) => kinds)) },
  };
};
