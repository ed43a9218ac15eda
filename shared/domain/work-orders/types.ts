import type { Text } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { FeedbackOutcome, Measure, Situation, Urgency, WorkOrderState } from '#shared/reference/words.ts';

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
};

/** What the locality found (反馈). */
export type Feedback = {
  readonly outcome: FeedbackOutcome;
  readonly subject?: { readonly idNumber: string; readonly name: string; readonly regionCode: string };
  readonly findings?: string;
  readonly measures?: readonly Measure[];
  readonly note?: string;
};
