import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { ReportState, Submission } from './types.ts';

/** Where reports are taken in. The public side can put a report with its work order, and read what it put; no more. */
export type IntakeStore = {
  /** One transaction: report, work order, message and mark; `repeated` when the mark stood there already. */
  readonly submit: (submission: Submission, mark: IdempotencyMark) => Promise<'stored' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
  readonly findReport: (trackingCode: string) => Promise<ReportState | undefined>;
};
