import type { Figure, Reason } from '#shared/kernel/text.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import type { Layer, Severity } from '#shared/reference/words.ts';
import type { FeedRow } from './types.ts';

/** What a rule knows of the person whom a row names. */
export type MatchedPerson = {
  readonly personId: string;
  readonly householdId: string;
  readonly regionCode: string;
  readonly layer: Layer;
  /** Members of the household who live; asked for only by rules that need it. */
  readonly members: number;
};

/** The policy's part that the rules rest on. */
export type CollisionPolicy = {
  readonly severities: Readonly<Record<FeedType, Severity>>;
  readonly earnerDeath: { readonly fromAge: Figure; readonly toAge: Figure; readonly severity: Severity };
  readonly medicalShare: Figure;
  /** Subsistence-allowance standard a person and month in fen, where the region has one. */
  readonly standardOf: (regionCode: string) => Figure | undefined;
};

/** What a rule found: how grave, why, and the fact in a stable form. */
export type RuleFinding = {
  readonly severity: Severity;
  readonly reasons: readonly [Reason, ...Reason[]];
  readonly fact: string;
};

export type RowOf<Type extends FeedType> = Extract<FeedRow, { readonly feed: Type }>;
/** One rule: a row of its feed, the person, the policy; nothing found is `undefined`. */
export type Rule<Type extends FeedType> = (
  row: RowOf<Type>,
  person: MatchedPerson,
  policy: CollisionPolicy,
) => RuleFinding | undefined;
