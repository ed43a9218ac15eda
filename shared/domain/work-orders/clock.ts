import type { Day, Instant } from '#shared/kernel/time.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { addWorkingDays } from '#shared/kernel/working-days.ts';
import type { LoopPolicy, WorkOrder } from './types.ts';

/** Open and past its deadline. The deadline is the last millisecond that is in time. */
export const isOverdue = (order: Pick<WorkOrder, 'state' | 'dueAt'>, now: Date): boolean =>
  order.state !== 'closed' && order.dueAt < now.toISOString();

const lastDay = (dueAtInstant: Instant): Day => shanghaiDay(new Date(dueAtInstant));

/** Open, not overdue, and on its last working days (临期). */
export const isAtRisk = (order: Pick<WorkOrder, 'state' | 'dueAt'>, policy: LoopPolicy, now: Date): boolean => {
  const days = policy.workOrders.atRiskLastDays.value;
  if (order.state === 'closed' || isOverdue(order, now) || days < 1) return false;
  const today = shanghaiDay(now);
  const seen = days === 1 ? today : addWorkingDays(policy.calendar, today, days - 1).day;
  return lastDay(order.dueAt) <= seen;
};
