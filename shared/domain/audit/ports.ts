import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { AuditEntry, PlacedSeal, PresentEntry, Progress, Seal, Verdict, Verification } from './types.ts';

/** Where the sealer puts seals. */
export type SealStore = {
  /** The newest seals of a day, the last one first. */
  readonly newest: (day: Day, count: number) => Promise<readonly Seal[]>;
  /** Puts a seal under its number; `false`: another sealer was there first. */
  readonly append: (seal: Seal) => Promise<boolean>;
};

/** A day's chain, for comparing. Every read is strongly consistent. */
export type ChainReader = {
  readonly seals: (day: Day) => Promise<readonly PlacedSeal[]>;
  readonly entries: (day: Day) => Promise<ReadonlyMap<string, PresentEntry>>;
  readonly seal: (day: Day, number: number) => Promise<Seal | undefined>;
};

/** Verifications; each step of one is an item of its own, so that nothing is ever updated. */
export type VerificationStore = {
  /** One transaction with the mark; `repeated` when the mark stood there already. */
  readonly start: (verification: Verification, mark: IdempotencyMark) => Promise<'stored' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
  readonly find: (verificationId: string) => Promise<Verification | undefined>;
  readonly verdict: (verificationId: string) => Promise<Verdict | undefined>;
  /** What was done so far, for the run that goes on. */
  readonly pause: (verificationId: string, progress: Progress) => Promise<void>;
  /** The first verdict stays. */
  readonly finish: (verificationId: string, verdict: Verdict) => Promise<void>;
};

export type AuditQuery = {
  /** Of these subjects (`kind#id`); none: of all. */
  readonly subjects?: readonly string[];
  readonly actor?: string;
  /** Of actors of this region and what lies below it only. */
  readonly region?: string;
  /** Where the page before ended. */
  readonly before?: string;
  /** The newest day, where neither subject nor actor is given. */
  readonly today: Day;
  readonly limit: number;
};
export type AuditPage = { readonly entries: readonly AuditEntry[]; readonly next?: string };

/** Reading the audit, newest first. */
export type AuditReader = { readonly newest: (query: AuditQuery) => Promise<AuditPage> };
