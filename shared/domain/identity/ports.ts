import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { DuplicateState } from '#shared/reference/words.ts';
import type { HouseholdChange, HouseholdState, PersonChange, PersonIdentity } from '../registry/types.ts';
import type { Compared, Duplicate } from './types.ts';

export type DuplicateQuery = {
  readonly regionCode: string;
  readonly state: DuplicateState;
  readonly after?: string;
  readonly limit: number;
};

type Changed = { readonly change: PersonChange; readonly identity: PersonIdentity };

/** What a decision writes, in one transaction. */
export type DecisionWrite = {
  readonly duplicate: Duplicate;
  /** Of a merger or its end: both records, whose number finds whom from now on, and the household that one leaves or joins. */
  readonly merger?: {
    readonly survivor: Changed;
    readonly other: Changed;
    readonly numberFinds: string;
    readonly household?: HouseholdChange;
  };
  readonly notes: Readonly<Record<string, string>>;
  readonly mark: IdempotencyMark;
};

type LinkNote = { readonly personId: string; readonly id: string; readonly at: Instant; readonly note: string };
/** A number for a record without one; what shows that it is theirs is kept encrypted beside the line. */
type Linking = Changed & { readonly note: LinkNote; readonly mark: IdempotencyMark };

type Saved = 'saved' | 'stale' | 'repeated';

/** Suspicions, and the writes of records whose identity changes. */
export type IdentityStore = {
  readonly find: (duplicateId: string) => Promise<Duplicate | undefined>;
  readonly list: (query: DuplicateQuery) => Promise<{ readonly items: readonly Duplicate[]; readonly next?: string }>;
  readonly decide: (write: DecisionWrite) => Promise<Saved>;
  /** A suspicion that is open again, over the version before. */
  readonly reopen: (duplicate: Duplicate) => Promise<'saved' | 'stale'>;
  readonly findHousehold: (householdId: string) => Promise<HouseholdState | undefined>;
  readonly create: (write: Changed & { readonly mark: IdempotencyMark }) => Promise<Saved>;
  /** `taken`: the number is another record's. */
  readonly link: (write: Linking) => Promise<Saved | 'taken'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};

/** Where suspicions come from: the records of a county that read alike. */
export type DuplicateFinder = {
  readonly findCompared: (personId: string) => Promise<Compared | undefined>;
  readonly namesakes: (found: Compared) => Promise<readonly Compared[]>;
  /** The id of a pair: the same from either side, and whoever asks. */
  readonly idOf: (pair: readonly [string, string]) => Promise<string>;
  /** Puts a suspicion, unless the pair was suspected before. */
  readonly propose: (duplicate: Duplicate) => Promise<'new' | 'known'>;
};
