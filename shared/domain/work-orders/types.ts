import type { Figure, Text } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type {
  FeedbackOutcome,
  Measure,
  PublicResult,
  PublicStatus,
  Situation,
  Urgency,
  WorkOrderState,
} from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

/** One step in the life of a work order, as officials see it. */
export type WorkOrderEvent = {
  readonly at: Instant;
  readonly kind: 'issued' | 'accepted' | 'feedback';
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
  /** What it came from: a report, an objection to a closed one, or a citizen's request to correct the record. */
  readonly origin?: 'report' | 'objection' | 'correction';
  /** The order that this one follows: objected to, transferred or returned. */
  readonly follows?: string;
  /** Why it closed without feedback of its own. */
  readonly closedBy?: 'merged' | 'transferred' | 'returned';
  /** The order that it was merged into, or issued anew as. */
  readonly mergedInto?: string;
  readonly issuedAs?: string;
  readonly placementId?: string;
  readonly dueAt: Instant;
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
  readonly findings?: string;
  readonly note?: string;
};

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
};

/** A step of a work order, decided: what is written, in one transaction. */
export type WorkOrderChange = {
  readonly order: WorkOrder;
  readonly publicStep: PublicStep;
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
};
