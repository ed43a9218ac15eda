import type { Reason, Text } from '#shared/kernel/text.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Category, Layer, RiskKind, Source, TimelineKind } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

/** One list or decision that names a person: the layer and the categories follow from the live ones. */
export type SourceEntry = {
  readonly source: Source;
  /** The department that keeps the list or took the decision, where it is not the source's own. */
  readonly department?: string;
  /** The list within the source, by its code. */
  readonly list?: string;
  /** The period that the list is of: `YYYY`, `YYYY-MM` or a day. */
  readonly period?: string;
  /** The source's reference of its decision (文号): without one nobody leaves the registered layer. */
  readonly evidence?: string;
  /** The reference of the decision that ended the entry. */
  readonly endEvidence?: string;
  /** The source's own key of the entry: a second arrival of it is a repetition, not a second entry. */
  readonly sourceKey: string;
  readonly layer: Exclude<Layer, 'exited'>;
  readonly category: Category;
  readonly from: Day;
  readonly until?: Day;
  readonly reason: Reason;
};

/** Something that makes hardship likely (风险信息, S6), with its source and who reported it. It decides no layer. */
export type Risk = {
  readonly kind: RiskKind;
  readonly source: Source;
  readonly sourceKey: string;
  readonly day: Day;
  /** Who reported it: an official's subject, a department, or a source. */
  readonly reportedBy: string;
  readonly amountFen?: number;
};

/** A human decision that keeps a person in a layer until a day (人工锁定); it beats the rules until then. */
export type Hold = {
  readonly layer: Layer;
  readonly until: Day;
  readonly setBy: string;
  readonly setAt: Instant;
};

/** Everything about a person that is not an identity field: what decisions and indexes read. */
export type PersonState = {
  readonly personId: string;
  /** Village, township or county where the person lives. */
  readonly regionCode: string;
  readonly layer: Layer;
  readonly categories: readonly Category[];
  readonly entries: readonly SourceEntry[];
  readonly risks?: readonly Risk[];
  readonly hold?: Hold;
  /** Known to have died: exited whatever the lists say. */
  readonly death?: { readonly day: Day; readonly source: Source; readonly evidence?: string };
  /** Without an identity number as yet (未落户儿童、流浪乞讨人员等); linked later. */
  readonly provisional?: true;
  /** Merged into another person: what is left is history. */
  readonly mergedInto?: string;
  /** The next day on which layer or categories follow anew: an entry or the hold ends. None: nothing ends. */
  readonly dueOn?: Day;
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

/** One line of a person's or a household's timeline (一个流程, S13): what happened, by whom, and why. */
export type TimelineEntry = {
  readonly id: string;
  readonly at: Instant;
  readonly kind: TimelineKind;
  readonly actor: string;
  readonly text: Text;
  readonly reasons?: readonly Reason[];
  /** What it is about: a work order, an alert, a batch of a source … */
  readonly about?: { readonly kind: string; readonly id: string };
};

/** What a change of a person writes. */
export type PersonChange = {
  readonly person: PersonState;
  /** Set where the change made the person, who then is a household of one. */
  readonly household?: HouseholdState;
  /** Set where the layer changed. */
  readonly message?: Message;
};
