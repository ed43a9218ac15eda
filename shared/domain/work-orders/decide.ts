import { countyOf } from '#shared/kernel/region-code.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Text } from '#shared/kernel/text.ts';
import type { Message, MessageType } from '../outbox/types.ts';
import { transitions, type WorkOrderCommand } from './transitions.ts';
import type {
  Act,
  Feedback,
  PublicStep,
  WorkOrder,
  WorkOrderChange,
  WorkOrderEvent,
  WorkOrderSubject,
} from './types.ts';

export type WorkOrderRefusal = Refusal<'work-order-closed' | 'work-order-state' | 'subject-unknown'>;

const OUTCOMES: Readonly<Record<Feedback['outcome'], Text>> = {
  confirmed: { zh: '核实属实。', en: 'Found to be in hardship.' },
  unfounded: { zh: '经核实,暂不符合困难情形。', en: 'No hardship was found.' },
  'already-registered': { zh: '核实:已在救助名册中。', en: 'Found to be on assistance already.' },
  moved: { zh: '核实:已迁往外地,已转告现居住地。', en: 'Found to have moved; passed on to where they live now.' },
};

/** The public learns only that someone is looked after, or that it was not confirmed. */
const LOOKED_AFTER: PublicStep = {
  status: 'closed',
  result: 'looked-after',
  code: 'looked-after',
  text: {
    zh: '已办结:当地已经了解情况并在跟进。谢谢您。',
    en: 'Closed: the locality knows and is looking after it. Thank you.',
  },
};
const NOT_CONFIRMED: PublicStep = {
  status: 'closed',
  result: 'not-confirmed',
  code: 'not-confirmed',
  text: {
    zh: '已办结:当地核实后未能确认困难情形。',
    en: 'Closed: the locality looked into it and could not confirm hardship.',
  },
};
const BEING_VERIFIED: PublicStep = {
  status: 'being-verified',
  code: 'being-verified',
  text: { zh: '当地已接收,正在核实。', en: 'The locality has taken it up and is looking into it.' },
};

/** Whether a command may be given in the state that the order is in. */
const allowed = (order: WorkOrder, command: WorkOrderCommand): Result<WorkOrder['state'], WorkOrderRefusal> => {
  const { from, to } = transitions[command];
  if (from.includes(order.state)) return ok(to);
  return refuse(order.state === 'closed' ? 'work-order-closed' : 'work-order-state');
};

/** The message of a step: the full state of the order, no identity. */
const messageOf = (type: MessageType, order: WorkOrder, act: Act): Message => ({
  id: act.messageId,
  type,
  schemaVersion: 1,
  occurredAt: act.now.toISOString(),
  regionCode: order.regionCode,
  subject: { kind: 'work-order', id: order.workOrderId },
  version: order.version,
  data: {
    state: order.state,
    countyCode: countyOf(order.regionCode),
    urgency: order.urgency,
    situations: order.situations,
    dueAt: order.dueAt,
    ...(order.outcome === undefined ? {} : { outcome: order.outcome, measures: order.measures ?? [] }),
    ...(order.personId === undefined ? {} : { personId: order.personId }),
  },
});

const step = (
  order: WorkOrder,
  changes: Partial<WorkOrder>,
  event: Omit<WorkOrderEvent, 'at' | 'actor'>,
  act: Act,
): WorkOrder => ({
  ...order,
  ...changes,
  timeline: [...order.timeline, { ...event, at: act.now.toISOString(), actor: act.actor }],
  version: order.version + 1,
});

/** The locality takes the order up (接收). */
export const accept = (order: WorkOrder, act: Act): Result<WorkOrderChange, WorkOrderRefusal> => {
  const state = allowed(order, 'accept');
  if (!state.ok) return state;
  const text = { zh: '当地已接收。', en: 'Taken up by the locality.' };
  const next = step(order, { state: state.value }, { kind: 'accepted', text }, act);
  return ok({ order: next, publicStep: BEING_VERIFIED, message: messageOf('work-order.accepted', next, act) });
};

/** Whom a confirmed report is about: as the locality found them, else as the reporter named them. */
export type Confirmed = { readonly idNumber: string; readonly name: string; readonly regionCode: string };

/** The person to be entered in the registry; `undefined` for every outcome but `confirmed`. */
export const confirmedSubject = (
  order: WorkOrder,
  subject: WorkOrderSubject,
  feedback: Feedback,
): Result<Confirmed | undefined, WorkOrderRefusal> => {
  const state = allowed(order, 'feedback');
  if (!state.ok) return state;
  if (feedback.outcome !== 'confirmed') return ok(undefined);
  if (feedback.subject !== undefined) return ok(feedback.subject);
  const { idNumber, name } = subject;
  return idNumber === undefined ? refuse('subject-unknown') : ok({ idNumber, name, regionCode: order.regionCode });
};

/** The locality says what it found (反馈); the order closes, and the reporter's status with it. */
export const giveFeedback = (
  order: WorkOrder,
  feedback: Feedback,
  personId: string | undefined,
  act: Act,
): Result<WorkOrderChange, WorkOrderRefusal> => {
  const state = allowed(order, 'feedback');
  if (!state.ok) return state;
  const changes: Partial<WorkOrder> = {
    state: state.value,
    outcome: feedback.outcome,
    measures: feedback.measures ?? [],
    ...(personId === undefined ? {} : { personId }),
  };
  const next = step(order, changes, { kind: 'feedback', text: OUTCOMES[feedback.outcome] }, act);
  return ok({
    order: next,
    publicStep: feedback.outcome === 'unfounded' ? NOT_CONFIRMED : LOOKED_AFTER,
    message: messageOf('work-order.closed', next, act),
  });
};
