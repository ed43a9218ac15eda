import type { Reason } from '#shared/kernel/text.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Category, RiskKind, Source } from '#shared/reference/words.ts';
import type { BatchStatus, Manifest } from '../collisions/types.ts';
import type { SourceEntry } from '../registry/types.ts';

/** A person as a source names them. */
export type NamedPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly regionCode: string;
  readonly phone?: string;
  readonly address?: string;
};

/** Something that makes hardship likely, as a source tells of it. */
export type ToldRisk = { readonly kind: RiskKind; readonly day: Day; readonly amountFen?: number };

type Told = {
  readonly source: Source;
  /** The source's own key of the decision or of the place on the list. */
  readonly sourceKey: string;
  /** When the source says that it was so: an older word of a key changes nothing. */
  readonly at: Instant;
  readonly person: NamedPerson;
};

/** What being named by a source means. */
export type Naming = {
  readonly category: Category;
  readonly list?: string;
  readonly period?: string;
  readonly evidence?: string;
  readonly from: Day;
  readonly until?: Day;
};

/** What a source says of one person, whichever way it came: an event, the inbox, a row of a file. */
export type SourceFact =
  | (Told & { readonly kind: 'named'; readonly naming: Naming; readonly risks: readonly ToldRisk[] })
  /** No longer on the list, or the assistance was ended: `day` is the first day without it. */
  | (Told & {
      readonly kind: 'ended';
      readonly day: Day;
      readonly evidence?: string;
      readonly cause: 'end-of-need' | 'moved-out' | 'death';
    })
  | (Told & { readonly kind: 'refused'; readonly day: Day; readonly evidence: string; readonly category?: Category })
  | (Told & { readonly kind: 'risk'; readonly risks: readonly ToldRisk[] });

/** What is known of a source's key: the newest word that was taken, and whose it is. */
export type SourceClaim = {
  readonly source: Source;
  readonly sourceKey: string;
  readonly personId: string;
  /** Where the person lived when the source last spoke: what a full list of a region closes. */
  readonly regionCode: string;
  readonly list?: string;
  /** Its last day, where it was said beforehand. */
  readonly until?: Day;
  readonly at: Instant;
  /** Keyed MAC of what was said: the same again changes nothing. */
  readonly mac: string;
  /** Of words of risks: when each kind was last told of, and a MAC of what was said of it. */
  readonly kinds?: { readonly [Kind in RiskKind]?: { readonly at: Instant; readonly mac: string } };
  /** Whether the source still names the person under this key. */
  readonly open: boolean;
  /** The batch that spoke last, and what its row came to; none: an event. */
  readonly batchId?: string;
  /** The part of that batch below which the way back is kept. */
  readonly chunk?: number;
  readonly effect?: RowEffect;
  readonly version: number;
};

/** What became of one word of a source. */
export type FactStatus = 'applied' | 'unchanged' | 'older' | 'rejected';

/** What a row came to where it was applied. */
export const rowEffects = ['created', 'changed', 'closed'] as const;
export type RowEffect = (typeof rowEffects)[number];

/** What a row would come to, or came to. */
export const rowKinds = [...rowEffects, 'unchanged', 'rejected', 'conflicts'] as const;
export type RowKind = (typeof rowKinds)[number];

/** A row of a plan as an example: its number, its key, the number masked, and why, where there is a why. */
export type PlanExample = {
  readonly row?: number;
  readonly sourceKey: string;
  readonly idNumber?: string;
  readonly field?: string;
  readonly code?: string;
};

/** What a batch would change, before anything is (预览). */
export type BatchPlan = {
  readonly counts: Readonly<Record<RowKind, number>>;
  readonly examples: Readonly<Partial<Record<RowKind, readonly PlanExample[]>>>;
};

/** Rows and closings of a chunk or of a whole batch, by what they came to. */
export type RowCounts = Readonly<Record<RowKind, number>> & { readonly rows: number };

/** What a batch does now: its rows and closings, or the way back. */
export type BatchPass = 'apply' | 'undo';

/** A list that was applied whole: which period it was of, and how many rows it had. */
export type LastList = {
  readonly batchId: string;
  readonly period: string;
  readonly rows: number;
  readonly at: Instant;
  /** The period for which somebody was told that nothing came. */
  readonly missed?: string;
};

/** A file of a source and what became of it. */
export type SourceBatch = {
  readonly batchId: string;
  readonly source: Source;
  readonly manifest: Manifest;
  readonly status: BatchStatus;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
  readonly versionId?: string;
  readonly columns?: readonly string[];
  /** The lists that its rows are of, `''` for none; left out where they are too many to be kept. */
  readonly lists?: readonly string[];
  /** Parts of rows, and parts of closings after them. */
  readonly chunks?: number;
  readonly closings?: number;
  /** Parts whose receipt of this pass is in. */
  readonly received?: number;
  readonly seen?: number;
  readonly pass?: BatchPass;
  readonly plan?: BatchPlan;
  readonly counts?: RowCounts;
  readonly reasons: readonly Reason[];
  readonly rejects?: boolean;
  /** A person released it: what held it holds it no longer. */
  readonly released?: boolean;
  /** Entries that an undo left as they are, because something later changed them. */
  readonly left?: number;
  /** The newest list that was applied whole when this one was begun. */
  readonly lastBefore?: LastList;
};

/** What a batch changed under one key, and what was there before: the way back. */
export type UndoRecord = {
  readonly sourceKey: string;
  readonly personId: string;
  readonly effect: RowEffect;
  readonly entry?: SourceEntry;
  readonly claim?: SourceClaim;
  /** Whom the word moved, and where they lived before. */
  readonly moved?: {
    readonly personId: string;
    readonly from: string;
    readonly to: string;
    /** The household that they left, and whether they were its head; none: theirs moved along. */
    readonly left?: { readonly householdId: string; readonly headed?: true };
  };
  /** It was gone: a worker that is late with the part does not apply the row once more. */
  readonly undone?: true;
};

/** What a part came to: written once, whatever is repeated. */
export type SourceReceipt = RowCounts & {
  readonly chunk: number;
  readonly rejectBytes: number;
  readonly left?: number;
};

/** A key that a full list names no longer. */
export type Closing = { readonly sourceKey: string; readonly personId: string };
