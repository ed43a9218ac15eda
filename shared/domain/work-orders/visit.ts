import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Instant } from '#shared/kernel/time.ts';
import { allowed, type StepRefusal, step } from './step.ts';
import { VISITED } from './texts.ts';
import type { Act, WorkOrder, WorkOrderChange } from './types.ts';

export type VisitRefusal = StepRefusal | Refusal<'visit-in-future' | 'visit-before-report' | 'visits-full'>;

/** An item of the table holds so much; nobody visits a family more often within one order. */
const MOST_VISITS = 20;
const MINUTE_MS = 60_000;

/** Clocks on a wall show minutes: a visit in the minute of the report came after it. */
const minuteOf = (at: Instant): number => Math.floor(Date.parse(at) / MINUTE_MS);

/** Two people were at the family (入户走访). Who went and what they found is sealed, and not decided on. */
export const visit = (
  order: WorkOrder,
  visited: { readonly visitedAt: Instant; readonly earlier: number },
  act: Act,
): Result<WorkOrderChange, VisitRefusal> => {
  const state = allowed(order, 'visit', act.actor);
  if (!state.ok) return state;
  const minute = minuteOf(visited.visitedAt);
  if (minute > minuteOf(act.now.toISOString())) return refuse('visit-in-future');
  if (minute < minuteOf(order.reportedAt ?? order.createdAt)) return refuse('visit-before-report');
  if (visited.earlier >= MOST_VISITS) return refuse('visits-full');
  const text = { zh: '两人上门走访。', en: 'Two people visited the family.' };
  const next = step(order, { state: state.value }, { kind: 'visited', text }, act);
  return ok({ order: next, publicStep: VISITED, messages: [] });
};
