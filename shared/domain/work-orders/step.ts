import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { WorkOrderState } from '#shared/reference/words.ts';
import type { Message, MessageType } from '../outbox/types.ts';
import { transitions, type WorkOrderCommand } from './transitions.ts';
import type { Act, WorkOrder, WorkOrderEvent } from './types.ts';

export type StepRefusal = Refusal<'work-order-closed' | 'work-order-state' | 'same-official'>;

/**
 * Whether a command may be given in the state that the order is in, and by this official. The next state; a closed order
 * says where its case went on.
 */
export const allowed = (
  order: WorkOrder,
  command: WorkOrderCommand,
  actor: string,
): Result<WorkOrderState, StepRefusal> => {
  const { from, to } = transitions[command];
  if (order.state === 'closed') {
    const wentOn = given({ mergedInto: order.mergedInto, issuedAs: order.issuedAs });
    return refuse('work-order-closed', Object.keys(wentOn).length === 0 ? undefined : wentOn);
  }
  if (!from.includes(order.state)) return refuse('work-order-state');
  // Whoever found no hardship does not judge the objection to it.
  if (order.answeredBy === actor) return refuse('same-official');
  return ok(to === 'same' ? order.state : to);
};

/** The order one version on, with what happened on its timeline. */
export const step = (
  order: WorkOrder,
  changes: Partial<WorkOrder>,
  event: Omit<WorkOrderEvent, 'at' | 'actor'>,
  act: Pick<Act, 'actor' | 'now'>,
): WorkOrder => ({
  ...order,
  ...changes,
  timeline: [...order.timeline, { ...event, at: act.now.toISOString(), actor: act.actor }],
  version: order.version + 1,
});

/** The message of a step: the full state of the order, no identity. */
export const messageOf = (
  type: MessageType,
  order: WorkOrder,
  act: Pick<Act, 'now' | 'messageId'>,
  more: Readonly<Record<string, unknown>> = {},
): Message => {
  const { state, regionCode, urgency, situations, dueAt, dueAtOfficial, origin, follows } = order;
  return {
    id: act.messageId,
    type,
    schemaVersion: 1,
    occurredAt: act.now.toISOString(),
    regionCode,
    subject: { kind: 'work-order', id: order.workOrderId },
    version: order.version,
    data: {
      state,
      countyCode: countyOf(regionCode),
      urgency,
      situations,
      dueAt,
      ...given({ dueAtOfficial, origin, follows }),
      ...more,
    },
  };
};
