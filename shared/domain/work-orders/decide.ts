import { given } from '#shared/kernel/given.ts';
import { regionLevel } from '#shared/kernel/region-code.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import { allowed, messageOf, type StepRefusal, step } from './step.ts';
import { BEING_VERIFIED, CORRECTION_RIGHT, LOOKED_AFTER, NOT_CONFIRMED, OUTCOMES } from './texts.ts';
import type { Act, Feedback, WorkOrder, WorkOrderChange, WorkOrderSubject } from './types.ts';

export type FeedbackRefusal = StepRefusal | Refusal<'subject-unknown' | 'subject-region-unknown'>;

/** The locality takes the order up (接收). */
export const accept = (order: WorkOrder, act: Act): Result<WorkOrderChange, StepRefusal> => {
  const state = allowed(order, 'accept', act.actor);
  if (!state.ok) return state;
  const text = { zh: '当地已接收。', en: 'Taken up by the locality.' };
  const next = step(order, { state: state.value }, { kind: 'accepted', text }, act);
  return ok({ order: next, publicStep: BEING_VERIFIED, messages: [messageOf('work-order.accepted', next, act)] });
};

/** Asked by the person themself, or an objection to what came of it. */
const isCorrection = ({ personId }: WorkOrder): boolean => personId !== undefined;

/** Whom a confirmed report is about: as the locality found them, else as the reporter named them. */
export type Confirmed = { readonly idNumber: string; readonly name: string; readonly regionCode: string };

/**
 * The person to be entered in the registry; `undefined` for every outcome but `confirmed`. A correction is about somebody who
 * is there already, and that it is right does not mean that they were found in hardship.
 */
export const confirmedSubject = (
  order: WorkOrder,
  subject: WorkOrderSubject,
  feedback: Feedback,
  actor: string,
): Result<Confirmed | undefined, FeedbackRefusal> => {
  const state = allowed(order, 'feedback', actor);
  if (!state.ok) return state;
  if (feedback.outcome !== 'confirmed' || isCorrection(order)) return ok(undefined);
  if (feedback.subject !== undefined) return ok(feedback.subject);
  const { idNumber, name } = subject;
  if (idNumber === undefined) return refuse('subject-unknown');
  // Nobody lives in a prefecture as a whole: an order that was returned to it does not say where.
  if (regionLevel(order.regionCode) === 'prefecture') return refuse('subject-region-unknown');
  return ok({ idNumber, name, regionCode: order.regionCode });
};

/** The locality says what it found (反馈); the order closes, and the reporter's status with it. */
export const giveFeedback = (
  order: WorkOrder,
  feedback: Feedback,
  personId: string | undefined,
  act: Act,
): Result<WorkOrderChange, StepRefusal> => {
  const state = allowed(order, 'feedback', act.actor);
  if (!state.ok) return state;
  const { outcome, measures = [] } = feedback;
  const found = { outcome, measures, ...given({ personId }) };
  const text = isCorrection(order) && outcome === 'confirmed' ? CORRECTION_RIGHT : OUTCOMES[outcome];
  const next = step(order, { state: state.value, ...found }, { kind: 'feedback', text }, act);
  return ok({
    order: next,
    publicStep: outcome === 'unfounded' ? NOT_CONFIRMED : LOOKED_AFTER,
    messages: [messageOf('work-order.closed', next, act, found)],
  });
};
