import type { Figure, Text } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { Deadline, WorkingCalendar } from '#shared/kernel/working-days.ts';
import type {
  Closing,
  EscalationLevel,
  FeedbackOutcome,
  Measure,
  Origin,
  PublicResult,
  PublicStatus,
  Situation,
  Urgency,
  WorkOrderState,
} from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

export const workOrderEventKinds = [
  'issued',
  'accepted',
  'visited',
  'extended',
  'feedback',
  'transferred',
  'returned',
  'merged',
  'escalated',
] as const;

/** One step in the life of a work order, as officials see it. */
export type WorkOrderEvent = {
  readonly at: Instant;
  readonly kind: (typeof workOrderEventKinds)[number];
  /** Who did it: the issuer's subject of the official, or `public` and `system`. */
  readonly actor: string;
  readonly text: Text;
};

/** A verification-and-handling instruction (核实处置指令): all that is not an identity field. */
export type WorkOrder = {
  readonly workOrderId: string;
  readonly state: WorkOrderState;
  readonly regionCode: string;
  readonly urgency: Urgency;
  readonly situations: readonly Situation[];
  readonly trackingCode: string;
  /** Tracking codes of further reports of the same person, merged into this order: their status moves with it. */
  readonly alsoReported?: readonly string[];
  /** Of an urgent one the tracking codes whose own reports were not: a new clock is told them by its normal length. */
  readonly notUrgent?: readonly string[];
  /** What it came from: a report, an objection to a closed one, or a citizen's request to correct the record. */
  readonly origin?: Origin;
  /** The order that this one follows: objected to, transferred or returned. */
  readonly follows?: string;
  /** Why it closed without feedback of its own. */
  readonly closedBy?: Closing;
  /** The order that it was merged into, or issued anew as. */
  readonly mergedInto?: string;
  readonly issuedAs?: string;
  readonly placementId?: string;
  /** When the report was made, where this order was issued later than that. */
  readonly reportedAt?: Instant;
  readonly dueAt: Instant;
  /** Holidays of the deadline's year are not announced: it may still move. */
  readonly dueAtOfficial?: false;
  /** Until when the reporter it began with was told, where a report that was merged made it due sooner. */
  readonly toldDueAt?: Instant;
  /** How often the deadline was extended. */
  readonly extensions?: number;
  /** Overdue: the highest level that was told. */
  readonly escalation?: { readonly level: EscalationLevel; readonly at: Instant };
  /** Who gave the feedback that is objected to: they take no step of this order. */
  readonly answeredBy?: string;
  readonly createdAt: Instant;
  readonly outcome?: FeedbackOutcome;
  readonly measures?: readonly Measure[];
  readonly personId?: string;
  readonly timeline: readonly WorkOrderEvent[];
  readonly version: number;
};

/** Identity and free text of a report, encrypted at rest. */
export type WorkOrderSubject = {
  readonly name: string;
  readonly idNumber?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly description?: string;
  readonly reporterRelation?: string;
  readonly reporterName?: string;
  readonly reporterPhone?: string;
  readonly selfCheckAnswers?: string;
  readonly acceptanceNote?: string;
  /** Visits as they were recorded, in JSON. */
  readonly visits?: string;
  readonly extensionReason?: string;
  readonly handOverReason?: string;
  readonly objectionReason?: string;
  /** Reports of the same person that were merged into the order, in JSON (`OtherReport`). */
  readonly otherReports?: string;
  readonly findings?: string;
  readonly note?: string;
};

/** A report that was merged into another's order: who else spoke up, and what they saw. */
export type OtherReport = {
  /** The order that was issued for it, closed by the merging. */
  readonly workOrderId: string;
  readonly reportedAt: Instant;
} & Pick<WorkOrderSubject, 'phone' | 'address' | 'description' | 'reporterRelation' | 'reporterName' | 'reporterPhone'>;

/** What the locality found (反馈). */
export type Feedback = {
  readonly outcome: FeedbackOutcome;
  readonly subject?: { readonly idNumber: string; readonly name: string; readonly regionCode: string };
  readonly findings?: string;
  readonly measures?: readonly Measure[];
  readonly note?: string;
};

/** What the reporter will read (公开进度): nothing of the registry, nothing of other reports. */
export type PublicStep = {
  readonly status: PublicStatus;
  readonly result?: PublicResult;
  readonly code: string;
  readonly text: Text;
  /** The order that the report now belongs to, where it is another. */
  readonly order?: { readonly workOrderId: string; readonly regionCode: string };
  /** The new deadline, where there is one. */
  readonly due?: Deadline;
  /** The new deadline of reports that were merged with a more urgent one: as it would be without it. */
  readonly ofNotUrgent?: { readonly trackingCodes: readonly string[]; readonly due: Deadline };
  /** Reports that were merged into the order do not hear of it: their own deadline stays. */
  readonly firstReportOnly?: true;
};

/** An order that takes the place of another, with all that is known of its subject. */
export type IssuedAnew = { readonly order: WorkOrder; readonly subject: WorkOrderSubject };

/** A step of a work order, decided: what is written, in one transaction. */
export type WorkOrderChange = {
  readonly order: WorkOrder;
  /** None: the reporter sees nothing of it. */
  readonly publicStep?: PublicStep;
  readonly messages: readonly Message[];
  readonly issued?: IssuedAnew;
};

/** A level more that is told of an overdue order: it moves nothing else. */
export type Escalation = {
  readonly order: WorkOrder & { readonly escalation: NonNullable<WorkOrder['escalation']> };
  readonly message: Message;
};

/** Who acts, when, and the ids that the step needs. */
export type Act = { readonly actor: string; readonly now: Date; readonly messageId: string };

/** The clocks of a work order (工单), in working days. */
export type ClockPolicy = {
  readonly days: Readonly<Record<Urgency, Figure>>;
  /** How often a clock may be extended, each time by its own length. */
  readonly extensions: Figure;
  /** On how many last days an open one counts as at risk. */
  readonly atRiskLastDays: Figure;
  /** Working days from one level to the next, when an order stays overdue. */
  readonly escalationDays: Figure;
};

/** The clocks and the calendar that a deadline is reckoned by. */
export type LoopPolicy = { readonly workOrders: ClockPolicy; readonly calendar: WorkingCalendar };
