import type { Text } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { WorkingCalendar } from '#shared/kernel/working-days.ts';
import type { PublicResult, PublicStatus, Relation, Situation, Urgency } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';
import type { ClockPolicy, WorkOrder, WorkOrderSubject } from '../work-orders/types.ts';

/** A report as its reporter gave it (主动发现信息). */
export type Report = {
  readonly subject: {
    readonly name: string;
    readonly idNumber?: string;
    readonly phone?: string;
    readonly regionCode: string;
    readonly address?: string;
    readonly situations: readonly Situation[];
    readonly description?: string;
  };
  readonly urgency?: Urgency;
  readonly reporter?: { readonly relation: Relation; readonly name?: string; readonly phone?: string };
  readonly placementId?: string;
  readonly selfCheck?: { readonly answers: Readonly<Record<string, unknown>> };
};

export type PublicTimelineItem = { readonly at: Instant; readonly code: string; readonly text: Text };

/** A report as the public sees it: nothing in it depends on the registry or on other reports. */
export type ReportState = {
  readonly trackingCode: string;
  readonly workOrderId: string;
  readonly regionCode: string;
  readonly status: PublicStatus;
  readonly result?: PublicResult;
  readonly timeline: readonly PublicTimelineItem[];
  readonly dueAt: Instant;
  /** Holidays of that year are not announced: the day may still move. */
  readonly dueAtOfficial?: false;
  /** As the reporter gave them: an objection is issued with them anew. */
  readonly urgency?: Urgency;
  readonly situations?: readonly Situation[];
  /** The one objection was made. */
  readonly objected?: true;
  readonly createdAt: Instant;
  readonly version: number;
};

/** The clocks and the calendar that a deadline is reckoned by. */
export type DiscoveryPolicy = { readonly workOrders: ClockPolicy; readonly calendar: WorkingCalendar };

/** Ids that the door drew for this report. */
export type DiscoveryIds = {
  readonly trackingCode: string;
  readonly workOrderId: string;
  readonly messageId: string;
};

/** An objection (异议), decided: the report as it reads from now on, and the order that looks into it again. */
export type Objection = {
  /** The version that it was decided on. */
  readonly since: number;
  readonly report: ReportState;
  readonly workOrder: WorkOrder;
  /** Nothing of whom it is about: the public side cannot read that, the order that is followed has it. */
  readonly sealed: Pick<WorkOrderSubject, 'objectionReason'>;
  readonly message: Message;
};

export type Submission = {
  readonly report: ReportState;
  readonly workOrder: WorkOrder;
  readonly subject: WorkOrderSubject;
  readonly message: Message;
};

/** A small sum for the sender's device, in the form of ALTCHA: find the number up to `maxNumber` that, after the salt, hashes to it. */
export type ProofChallenge = {
  readonly algorithm: 'SHA-256';
  readonly challenge: string;
  readonly salt: string;
  readonly maxNumber: number;
  readonly signature: string;
  readonly expiresAt: Instant;
};
