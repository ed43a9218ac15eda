import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { ReportState, Submission } from './types.ts';

/** Where reports are taken in. The public side can put a report with its work order, and read what it put; no more. */
export type IntakeStore = {
  /** One transaction: report, work order, message and mark; `repeated` when the mark stood there already. */
  readonly submit: (submission: Submission, mark: IdempotencyMark) => Promise<'stored' | 'repeated'>;
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

/** Counts reports, exactly whoever else counts at that moment; never by whom a report is about: a refusal would tell. */
export type QuotaCounter = {
  /** Counts one more, unless that would be more than the limit: `false`. */
  readonly take: (quota: Quota) => Promise<boolean>;
};
