import { given } from '#shared/kernel/given.ts';
import { inTextOrder } from '#shared/kernel/order.ts';
import type { Text } from '#shared/kernel/text.ts';
import type { WorkOrderState } from '#shared/reference/words.ts';
import type { MessageType } from '../outbox/types.ts';
import type { KnownWorkOrder, MergeWrite } from './ports.ts';
import { allowed, messageOf, step } from './step.ts';
import type { OtherReport, WorkOrder, WorkOrderSubject } from './types.ts';

/** Further reports that one order carries; who comes after that has an order of their own. */
export const MOST_OTHERS = 20;

/** Who merges, when, and the ids of the two messages. */
export type MergeAct = { readonly now: Date; readonly closedMessageId: string; readonly mainMessageId: string };

/** What becomes of an order that was issued: it is the one of its person, it merges, or it goes on by itself. */
export type MergeDecision =
  | { readonly kind: 'claim' }
  | { readonly kind: 'apart' }
  | (MergeWrite & { readonly kind: 'merge' });

const ACTOR = 'system';
const INTO_THIS: Text = {
  zh: '又收到关于同一人的上报,已并入这张工单。',
  en: 'Another report of the same person was merged into this order.',
};
const INTO_ANOTHER: Text = {
  zh: '同一人已有在办工单,已并入那张工单。',
  en: 'There is an open order for the same person; merged into that one.',
};

/**
 * What makes two reports speak of one person: the identity number, else name and telephone and region alike. With less than
 * that nobody is taken for somebody else: `undefined`. Objections and corrections are cases of their own.
 */
export const subjectOf = ({ order, subject }: KnownWorkOrder): string | undefined => {
  if (order.state === 'closed' || (order.origin !== undefined && order.origin !== 'report')) return undefined;
  const { idNumber, name, phone } = subject;
  if (idNumber !== undefined) return JSON.stringify(['id-number', idNumber]);
  return phone === undefined ? undefined : JSON.stringify(['name', name, phone, order.regionCode]);
};

const PROGRESS: Readonly<Record<WorkOrderState, number>> = { issued: 0, accepted: 1, visiting: 2, closed: 3 };

const byAge = (one: WorkOrder, other: WorkOrder): number =>
  inTextOrder(`${one.createdAt}#${one.workOrderId}`, `${other.createdAt}#${other.workOrderId}`);

/** The one that goes on: where somebody is at work already, else the older. */
const mainFirst = (one: WorkOrder, other: WorkOrder): number =>
  PROGRESS[other.state] - PROGRESS[one.state] || byAge(one, other);

const codesOf = ({ trackingCode, alsoReported = [] }: WorkOrder): readonly string[] => [trackingCode, ...alsoReported];

/** Tracking codes of what was not reported as urgent, if the two together are. */
const notUrgentOf = (main: WorkOrder, other: WorkOrder): readonly string[] | undefined => {
  const calm = [main, other].flatMap((order) =>
    order.urgency === 'urgent' ? (order.notUrgent ?? []) : codesOf(order),
  );
  const isUrgent = [main, other].some(({ urgency }) => urgency === 'urgent');
  return isUrgent && calm.length > 0 ? [...new Set(calm)] : undefined;
};

/** The earlier deadline; the main order keeps what its own reporter was told. */
const earlierOf = (main: WorkOrder, other: WorkOrder) => {
  const { dueAt, dueAtOfficial } = main.dueAt <= other.dueAt ? main : other;
  const toldDueAt = dueAt < main.dueAt ? (main.toldDueAt ?? main.dueAt) : main.toldDueAt;
  return { dueAt, ...given({ dueAtOfficial, toldDueAt }) };
};

/** The main order with what the other brings; the deadline that was told to the one reporter holds for both. */
const joined = (main: WorkOrder, other: WorkOrder, now: Date): WorkOrder => {
  const { dueAtOfficial: _, ...rest } = main;
  return step(
    { ...rest, ...earlierOf(main, other) },
    {
      alsoReported: [...new Set([...(main.alsoReported ?? []), ...codesOf(other)])],
      situations: [...new Set([...main.situations, ...other.situations])],
      urgency: other.urgency === 'urgent' ? 'urgent' : main.urgency,
      ...given({ notUrgent: notUrgentOf(main, other) }),
    },
    { kind: 'merged', text: INTO_THIS },
    { actor: ACTOR, now },
  );
};

const readOthers = ({ otherReports }: WorkOrderSubject): readonly OtherReport[] =>
  otherReports === undefined ? [] : JSON.parse(otherReports);

/** A report as the main order keeps it: who it is about stands there already, who reported and what they saw does not. */
const otherReportOf = ({ order, subject }: KnownWorkOrder): OtherReport => {
  const { phone, address, description, reporterRelation, reporterName, reporterPhone } = subject;
  return {
    workOrderId: order.workOrderId,
    reportedAt: order.reportedAt ?? order.createdAt,
    ...given({ phone, address, description, reporterRelation, reporterName, reporterPhone }),
  };
};

const messageTypeOf = ({ state }: WorkOrder): MessageType =>
  state === 'issued' ? 'work-order.issued' : 'work-order.accepted';

const merge = (main: KnownWorkOrder, other: KnownWorkOrder, act: MergeAct): MergeWrite => {
  const { now } = act;
  const next = joined(main.order, other.order, now);
  const into = { closedBy: 'merged', mergedInto: main.order.workOrderId } as const;
  const closed = step(
    other.order,
    { state: 'closed', ...into },
    { kind: 'merged', text: INTO_ANOTHER },
    { actor: ACTOR, now },
  );
  const others = [...readOthers(main.subject), otherReportOf(other), ...readOthers(other.subject)];
  return {
    main: next,
    closed,
    otherReports: JSON.stringify(others),
    messages: [
      messageOf('work-order.closed', closed, { now, messageId: act.closedMessageId }, { ...into, reason: 'merged' }),
      messageOf(messageTypeOf(next), next, { now, messageId: act.mainMessageId }),
    ],
  };
};

/**
 * An order that was issued meets the one that is known as the open order of its person in its county, if there is one.
 * Whichever comes first, one of the two stays open and carries the tracking codes of both; nothing of it shows on the
 * public side.
 */
export const decideMerge = (
  issued: KnownWorkOrder,
  holder: KnownWorkOrder | undefined,
  act: MergeAct,
): MergeDecision => {
  if (holder === undefined || !allowed(holder.order, 'merge', ACTOR).ok) return { kind: 'claim' };
  const [main = issued, other = holder] = [issued, holder].sort((one, two) => mainFirst(one.order, two.order));
  const codes = new Set([...codesOf(main.order), ...codesOf(other.order)]);
  return codes.size > MOST_OTHERS + 1 ? { kind: 'apart' } : { kind: 'merge', ...merge(main, other, act) };
};
