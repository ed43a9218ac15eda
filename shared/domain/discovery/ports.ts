import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Objection, ProofChallenge, ReportState, Submission } from './types.ts';

/** Where reports are taken in. The public side can put a report with its work order, and read what it put; no more. */
export type IntakeStore = {
  /** One transaction: report, work order, message and mark; `repeated` when the mark stood there already. */
  readonly submit: (submission: Submission, mark: IdempotencyMark) => Promise<'stored' | 'repeated'>;
  /** One transaction: the report open again, the order that follows, message and mark; `stale`: it moved in between. */
  readonly object: (objection: Objection, mark: IdempotencyMark) => Promise<'stored' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
  readonly findReport: (trackingCode: string) => Promise<ReportState | undefined>;
};

/** What a report counts against: an address or a placement, in an hour, known by a keyed MAC only. */
export type Quota = {
  readonly key: string;
  readonly limit: number;
  /** Epoch seconds after which the count goes. */
  readonly expiresAt: number;
};

/** Whether one more was counted, and how many were before. */
export type Taken = { readonly taken: boolean; readonly used: number };

/** Counts reports, exactly whoever else counts at that moment; never by whom a report is about: a refusal would tell. */
export type QuotaCounter = {
  /** Counts one more, unless that would be more than the limit. */
  readonly take: (quota: Quota) => Promise<Taken>;
  /** Takes one back that was counted for a request which another limit then refused. */
  readonly giveBack: (key: string) => Promise<void>;
};

/** Proofs of work, asked for only where more reports come in than usual; nothing is stored for one. */
export type ProofDesk = {
  readonly issue: (now: Date) => Promise<ProofChallenge>;
  /** The solved challenge in a header, if it is one of ours, right, and in time. */
  readonly check: (
    header: string,
    now: Date,
  ) => Promise<{ readonly challenge: string; readonly expiresAt: number } | undefined>;
};
