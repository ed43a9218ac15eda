import type { Refusal } from '#shared/kernel/result.ts';
import type { Figure, Reason, Text } from '#shared/kernel/text.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Category, Layer, RiskKind, Source, TimelineKind } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

/** One list or decision that names a person: the layer and the categories follow from the live ones. */
export type SourceEntry = {
  readonly source: Source;
  /** The department that keeps the list or took the decision, where it is not the source's own (`sourceOf`). */
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
  /** The last day in force; none: open. */
  readonly until?: Day;
  /** Why an assistance ended, where its decision says so: at the end of need the person is watched on. */
  readonly endCause?: 'end-of-need' | 'moved-out';
  /** The record that it was said of, where that was merged into this one before: by its number it came. */
  readonly of?: string;
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
  /** As of an entry. */
  readonly of?: string;
};

/** That somebody died, as a source told it; `of` as of an entry. */
export type Death = { readonly day: Day; readonly source: Source; readonly evidence?: string; readonly of?: string };

/** A human decision that keeps a person in a layer until a day (人工锁定); it beats the rules until then. */
export type Hold = {
  readonly layer: Layer;
  readonly until: Day;
  readonly setBy: string;
  readonly setAt: Instant;
};

/** A move to another county (移交): the region that gave the record away, and when. */
export type HandOver = { readonly regionCode: string; readonly at: Instant };

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
  readonly death?: Death;
  /** Without an identity number as yet (未落户儿童、流浪乞讨人员等); linked later. */
  readonly provisional?: true;
  /** Merged into another person: what is left is history. */
  readonly mergedInto?: string;
  /** Records of the same person that were merged into this one, or into one of them: their lines are read with its own. */
  readonly mergedFrom?: readonly string[];
  /** Counties that had the record before, oldest first: each reads the timeline up to its hand-over. */
  readonly handedOver?: readonly HandOver[];
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

/** Relation of a member to the head of the household (与户主关系). */
export const kinships = ['spouse', 'child', 'parent', 'other'] as const;
export type Kinship = (typeof kinships)[number];

/** A household (家庭): people who live and spend together. */
export type HouseholdState = {
  readonly householdId: string;
  readonly regionCode: string;
  readonly headPersonId: string;
  /** Empty: everybody left, and what remains is history. */
  readonly memberIds: readonly string[];
  /** By member; of the head there is none. */
  readonly relations?: Readonly<Record<string, Kinship>>;
  /** A member died: the household's standing is checked again by this day. */
  readonly recheckDueOn?: Day;
  /** Merged into another household. */
  readonly mergedInto?: string;
  readonly version: number;
};

/** A person as a source names them for the first time. */
export type NewPerson = {
  readonly personId: string;
  readonly householdId: string;
  readonly regionCode: string;
  readonly birthYear: number;
  readonly provisional?: true;
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

/** A household that is to be checked again by a day, because a member died. */
export type Recheck = {
  readonly householdId: string;
  readonly regionCode: string;
  readonly dueOn: Day;
  readonly line: TimelineEntry;
};

/** What a change of a person writes, in one transaction. */
export type PersonChange = {
  readonly person: PersonState;
  /** The version that it was decided on; 0: the change made the person; the person's own: nothing changed. */
  readonly since: number;
  /** Set where the change made the person, who then is a household of one. */
  readonly household?: HouseholdState;
  readonly recheck?: Recheck;
  /** The person's new lines. */
  readonly timeline: readonly TimelineEntry[];
  /** Ended entries for which the person's item has no more room: kept as history. */
  readonly archived: readonly SourceEntry[];
  readonly messages: readonly Message[];
};

/** Who changes, when, and the id from which those of messages and lines follow. */
export type RegistryAct = {
  readonly actor: string;
  readonly now: Date;
  readonly messageId: string;
  /** What the change came with: a work order, a batch of a source … */
  readonly about?: TimelineEntry['about'];
};

/** The policy's part that the registry rests on. */
export type RegistryPolicy = {
  /** How long a household that left assistance is watched on (渐退期), in months. */
  readonly gradualExit: Figure;
  /** Within how many months after a death the household is checked again. */
  readonly recheckAfterDeath: Figure;
};

/** What a record brought to the one that it was merged into: what goes back when the merger is undone. */
export type Brought = {
  /** `source#sourceKey` of entries and risks that the other did not have. */
  readonly entries: readonly string[];
  readonly risks: readonly string[];
  readonly hold?: true;
  readonly death?: true;
};

/** A change of a person, as a source or an official asks for it. */
export type RegistryCommand =
  /** An entry comes, or takes the place of its older self (same source and key). */
  | { readonly kind: 'put-entry'; readonly entry: SourceEntry }
  /** An entry ends: `until` is its last day in force. One that registers needs `endEvidence`. */
  | {
      readonly kind: 'end-entry';
      readonly source: Source;
      readonly sourceKey: string;
      readonly until: Day;
      readonly endEvidence?: string;
    }
  /** An entry was a mistake and goes without a trace in the lists (undo of a batch): `evidence` names the undo. */
  | {
      readonly kind: 'remove-entry';
      readonly source: Source;
      readonly sourceKey: string;
      readonly evidence: string;
    }
  /** An application was refused: the applicant is watched on for as long as a household that left. */
  | {
      readonly kind: 'refuse-application';
      readonly sourceKey: string;
      readonly day: Day;
      readonly category?: Category;
      readonly evidence?: string;
    }
  /** Assistance ends on a day (the first without it); at the end of need the person is watched on. */
  | {
      readonly kind: 'exit';
      /** One assistance by its key; none: all that the assistance system gave. */
      readonly sourceKey?: string;
      readonly day: Day;
      readonly cause: 'end-of-need' | 'moved-out';
      readonly endEvidence?: string;
    }
  | { readonly kind: 'record-death'; readonly day: Day; readonly source: Source; readonly evidence?: string }
  | { readonly kind: 'withdraw-death'; readonly evidence: string }
  | { readonly kind: 'add-risk'; readonly risk: Risk }
  | { readonly kind: 'set-hold'; readonly layer: Layer; readonly until: Day }
  | { readonly kind: 'lift-hold' }
  | { readonly kind: 'move'; readonly regionCode: string }
  /** Phone, address or a note changed: which, never to what. */
  | { readonly kind: 'correct'; readonly fields: readonly ('phone' | 'address' | 'note')[] }
  /** The person goes to another household. */
  | { readonly kind: 'join-household'; readonly householdId: string }
  /** Two records are of one person: this one stays and takes over what the other holds. */
  | { readonly kind: 'take-over'; readonly other: PersonState }
  /** … this one goes. */
  | { readonly kind: 'merge-into'; readonly survivorId: string }
  /** The merger was a mistake: what the other brought goes back to it. */
  | { readonly kind: 'give-back'; readonly other: PersonState; readonly brought: Brought }
  | { readonly kind: 'come-back'; readonly from: PersonState; readonly brought: Brought }
  /** A provisional record gets its number. */
  | { readonly kind: 'link-identity'; readonly birthYear: number }
  /** Another day: what ended or began in between takes effect. */
  | { readonly kind: 'pass-day' };

export type RegistryRefusal = Refusal<'evidence-missing' | 'day-in-future' | 'person-merged'>;

/** What a change of a household writes. */
export type HouseholdChange = {
  readonly household: HouseholdState;
  /** The version that it was decided on; 0: it is new. */
  readonly since: number;
  readonly timeline: readonly TimelineEntry[];
};
