import { regionLevel } from '#shared/kernel/region-code.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { addWorkingDays } from '#shared/kernel/working-days.ts';
import { type EscalationLevel, escalationLevels } from '#shared/reference/words.ts';
import { isOverdue } from './clock.ts';
import { messageOf, step } from './step.ts';
import { ESCALATED } from './texts.ts';
import { transitions } from './transitions.ts';
import type { Act, Escalation, LoopPolicy, WorkOrder } from './types.ts';

/** The levels that can be told of an order: one that lies with the prefecture has no county above it. */
const levelsOf = (order: WorkOrder): readonly EscalationLevel[] =>
  regionLevel(order.regionCode) === 'prefecture' ? escalationLevels.slice(1) : escalationLevels;

/** Whether a level is due that comes so many steps after the first: each is a policy's working days later. */
const hasCome = (order: WorkOrder, steps: number, policy: LoopPolicy, now: Date): boolean => {
  if (steps === 0) return isOverdue(order, now);
  const days = steps * policy.workOrders.escalationDays.value;
  return shanghaiDay(now) > addWorkingDays(policy.calendar, shanghaiDay(new Date(order.dueAt)), days).day;
};

/** The level that has to be told now and was not told yet. */
export const levelDue = (order: WorkOrder, policy: LoopPolicy, now: Date): EscalationLevel | undefined => {
  if (!transitions.escalate.from.includes(order.state)) return undefined;
  const levels = levelsOf(order);
  const told = order.escalation === undefined ? -1 : levels.indexOf(order.escalation.level);
  const next = levels[told + 1];
  return next !== undefined && hasCome(order, told + 1, policy, now) ? next : undefined;
};

/** One level more is told (逐级督办): county, then prefecture, then province, each once; `undefined`: none is due. */
export const escalate = (order: WorkOrder, policy: LoopPolicy, act: Act): Escalation | undefined => {
  const level = levelDue(order, policy, act.now);
  if (level === undefined) return undefined;
  const escalation = { level, at: act.now.toISOString() };
  const next = step(order, { escalation }, { kind: 'escalated', text: ESCALATED[level] }, act);
  return { order: { ...next, escalation }, message: messageOf('work-order.escalated', next, act, { level }) };
};
