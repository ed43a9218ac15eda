import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Purpose } from '#shared/reference/words.ts';

export const auditActs = ['read', 'read-unmasked', 'list', 'search', 'read-audit', 'verify-audit'] as const;
/** What was done: people's data read, or the audit itself. */
export type AuditAct = (typeof auditActs)[number];

/** One act of reading people's data: who, what, why. Written before the answer leaves. */
export type AuditEntry = {
  readonly at: Instant;
  readonly actor: string;
  /** The region that the actor answered for; of a citizen, where they live. */
  readonly region: string;
  readonly act: AuditAct;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly purpose?: Purpose;
  readonly requestId: string;
  /** How many people a list or search showed. */
  readonly shown?: number;
  /** Set where somebody read their own data. */
  readonly by?: 'citizen';
};

/** A plain append; an entry that cannot be written stops the read. */
export type AuditLog = { readonly append: (entry: AuditEntry) => Promise<void> };

/** SHA-256 of a text in UTF-8, as hexadecimal digits. */
export type Hash = (text: string) => string;

/** An entry as a seal knows it: where it lies, what it says, and when the table took it, by the table's own clock. */
export type Covered = {
  readonly day: Day;
  readonly key: string;
  readonly digest: string;
  readonly takenAt: Instant;
};

/** A seal of another day, by its hash. */
export type Link = { readonly day: Day; readonly number: number; readonly hash: string };

/**
 * One link of a day's chain (哈希链): the entries that it covers, bound to all seals before it. The first of a day is bound
 * to the last of the day before, so that a day cannot lose its end.
 */
export type Seal = {
  readonly day: Day;
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly previous: string;
  readonly follows?: Link;
  /** In the order of their keys. */
  readonly entries: readonly Omit<Covered, 'day'>[];
  readonly sealedAt: Instant;
  readonly hash: string;
};

/** A seal and the number under which it lies in the table. */
export type PlacedSeal = { readonly place: number; readonly seal: Seal };

/** An entry as it lies in the table now. */
export type PresentEntry = { readonly digest: string; readonly at: Instant };

export const breakKinds = ['dropped', 'edited', 'reordered', 'inserted'] as const;
export type BreakKind = (typeof breakKinds)[number];

/** Where a chain is first broken, and how. Says nothing of a person. */
export type Break = {
  readonly day: Day;
  readonly kind: BreakKind;
  /** When the entry says that it happened, or when the seal was made. */
  readonly at?: Instant;
  /** The seal that tells. */
  readonly seal?: number;
};

/** A verification as it was asked for. */
export type Verification = {
  readonly verificationId: string;
  readonly from: Day;
  readonly to: Day;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
};

/** How far a verification has come: the next day, and the entries compared so far. */
export type Progress = { readonly next: Day; readonly entries: number };

/** How it ended. */
export type Verdict = {
  readonly status: 'verified' | 'broken';
  readonly entries: number;
  readonly finishedAt: Instant;
  readonly firstBreak?: Break;
};

/** Times of the chain (policy data). */
export type ChainPolicy = {
  /** Milliseconds within which an entry is taken by the table and sealed; one that no seal covers later is a break. */
  readonly graceMs: number;
};
