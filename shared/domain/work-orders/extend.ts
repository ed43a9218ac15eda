import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { deadline } from '#shared/kernel/working-days.ts';
import { isOverdue } from './clock.ts';
import { allowed, type StepRefusal, step } from './step.ts';
import { moreTime } from './texts.ts';
import type { Act, LoopPolicy, WorkOrder, WorkOrderChange } from './types.ts';

export type ExtendRefusal = StepRefusal | Refusal<'extension-used' | 'work-order-overdue'>;

/**
 * More time (延期), by the length of the clock and reckoned from the old deadline. It is asked for while there is time: a
 * deadline that has passed stays passed and goes up level by level, or nobody would hear of it.
 */
export const extend = (order: WorkOrder, policy: LoopPolicy, act: Act): Result<WorkOrderChange, ExtendRefusal> => {
  const state = allowed(order, 'extend', act.actor);
  if (!state.ok) return state;
  const extensions = (order.extensions ?? 0) + 1;
  if (extensions > policy.workOrders.extensions.value) return refuse('extension-used');
  if (isOverdue(order, act.now)) return refuse('work-order-overdue');
  const due = deadline(policy.calendar, new Date(order.dueAt), policy.workOrders.days[order.urgency].value);
  const day = shanghaiDay(new Date(due.dueAt));
  const text = { zh: `延期到 ${day}。`, en: `Extended until ${day}.` };
  const { toldDueAt, dueAtOfficial: _, ...rest } = order;
  // A reporter who was told of a later day hears nothing: it would tell them of a report that was more urgent.
  const isWithin = toldDueAt !== undefined && due.dueAt <= toldDueAt;
  const before = isWithin ? { ...rest, toldDueAt } : rest;
  const next = step(before, { extensions, ...due }, { kind: 'extended', text }, act);
  return ok({ order: next, ...(isWithin ? {} : { publicStep: moreTime(due) }), messages: [] });
};
