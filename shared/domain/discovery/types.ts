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

export type Submission = {
  readonly report: ReportState;
  readonly workOrder: WorkOrder;
  readonly subject: WorkOrderSubject;
  readonly message: Message;
};
