import { addDays, type Day, shanghaiDay } from '#shared/kernel/time.ts';

/** The parts of a day's work, the most pressing first. */
export const groups = ['overdue', 'today', 'new', 'week', 'later'] as const;
export type Group = (typeof groups)[number];

type Dated = {
  readonly state: 'issued' | 'accepted' | 'visiting' | 'closed';
  readonly dueAt: string;
  readonly createdAt: string;
};

const DAY_MS = 86_400_000;
const dayOf = (instant: string): Day => shanghaiDay(new Date(instant));
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** Calendar days in Shanghai from today to the deadline: 0 today, negative once it is over. */
export const daysUntil = (dueAt: string, now: Date): number => numberOf(dayOf(dueAt)) - numberOf(shanghaiDay(now));

/** Where an open order stands in the day: by its deadline, and what came since yesterday and nobody took up by itself. */
export const groupOf = (order: Dated, now: Date): Group => {
  if (order.dueAt < now.toISOString()) return 'overdue';
  const days = daysUntil(order.dueAt, now);
  if (days === 0) return 'today';
  if (order.state === 'issued' && dayOf(order.createdAt) >= addDays(shanghaiDay(now), -1)) return 'new';
  return days <= 7 ? 'week' : 'later';
};

/** Orders by group, each in the order in which they came: by deadline. */
export const grouped = <Order extends Dated>(
  orders: readonly Order[],
  now: Date,
): readonly (readonly [Group, readonly Order[]])[] =>
  groups
    .map((group) => [group, orders.filter((order) => groupOf(order, now) === group)] as const)
    .filter(([, members]) => members.length > 0);
