import type { Reason } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { DuplicateState } from '#shared/reference/words.ts';
import type { Brought, PersonIdentity, PersonState } from '../registry/types.ts';

/** What two records are compared by. It is opened for the comparison and kept nowhere. */
export type Compared = {
  readonly person: PersonState;
  readonly identity: PersonIdentity;
  /** How the name is read (pinyin without tones): alike for homophones. */
  readonly reading: string;
};

/** Something that speaks for two records being of one person; none: it does not. */
export type Likeness = (one: Compared, other: Compared) => Reason | undefined;

/** Two records that may be of one person (疑似重复档案), for a reviewer to decide; it holds no identity field. */
export type Duplicate = {
  readonly duplicateId: string;
  /** In the order of their ids, so that a pair is suspected once. */
  readonly personIds: readonly [string, string];
  /** Region of the record that was found last: whose reviewers decide. */
  readonly regionCode: string;
  readonly state: DuplicateState;
  readonly reasons: readonly Reason[];
  readonly createdAt: Instant;
  readonly decidedAt?: Instant;
  readonly decidedBy?: string;
  /** Of a merger: the record that stays. */
  readonly survivorId?: string;
  readonly brought?: Brought;
  readonly version: number;
};
