import type { Reason } from '#shared/kernel/text.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Category, Layer, Source } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

/** One list or decision that names a person: the layer and the categories follow from the live ones. */
export type SourceEntry = {
  readonly source: Source;
  /** The source's own key of the entry: a second arrival of it is a repetition, not a second entry. */
  readonly sourceKey: string;
  readonly layer: Exclude<Layer, 'exited'>;
  readonly category: Category;
  readonly from: Day;
  readonly until?: Day;
  readonly reason: Reason;
};

/** Everything about a person that is not an identity field: what decisions and indexes read. */
export type PersonState = {
  readonly personId: string;
  /** Village, township or county where the person lives. */
  readonly regionCode: string;
  readonly layer: Layer;
  readonly categories: readonly Category[];
  readonly entries: readonly SourceEntry[];
  readonly householdId: string;
  readonly birthYear: number;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};

/** Identity fields: encrypted at rest, masked in every answer that names no purpose. */
export type PersonIdentity = {
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string;
  readonly address?: string;
};

/** A household (家庭): people who live and spend together. */
export type HouseholdState = {
  readonly householdId: string;
  readonly regionCode: string;
  readonly headPersonId: string;
  readonly memberIds: readonly string[];
  readonly version: number;
};

/** A person as a source names them for the first time. */
export type NewPerson = {
  readonly personId: string;
  readonly householdId: string;
  readonly regionCode: string;
  readonly birthYear: number;
};

/** What a change of a person writes. */
export type PersonChange = {
  readonly person: PersonState;
  /** Set where the change made the person, who then is a household of one. */
  readonly household?: HouseholdState;
  /** Set where the layer changed. */
  readonly message?: Message;
};
