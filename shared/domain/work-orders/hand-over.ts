import { given } from '#shared/kernel/given.ts';
import { countyOf, prefectureOf, regionLevel } from '#shared/kernel/region-code.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Text } from '#shared/kernel/text.ts';
import { deadline } from '#shared/kernel/working-days.ts';
import type { Urgency } from '#shared/reference/words.ts';
import { allowed, messageOf, type StepRefusal, step } from './step.ts';
import { PASSED_ON, RETURNED } from './texts.ts';
import type { Act, LoopPolicy, PublicStep, WorkOrder, WorkOrderChange, WorkOrderSubject } from './types.ts';

export type TransferRefusal = StepRefusal | Refusal<'transfer-region-unknown' | 'region-abolished' | 'transfer-here'>;
export type ReturnRefusal = StepRefusal | Refusal<'return-no-further'>;

/** A region as it was looked up in the tree; `successor`: it is abolished, and this took over. */
export type Destination = { readonly regionCode: string; readonly exists: boolean; readonly successor?: string };

/** The ids that a hand-over needs beside those of its step. */
export type HandOverAct = Act & { readonly workOrderId: string; readonly issuedMessageId: string };

type HandOver = {
  readonly how: 'transferred' | 'returned';
  readonly to: string;
  /** On the timeline of the order that closes, and of the one that begins. */
  readonly texts: { readonly closed: Text; readonly issued: Text };
  readonly publicStep: PublicStep;
};

const CLOSED_BY_TRANSFER: Text = { zh: '已转给本人现居住地。', en: 'Passed on to where the person lives now.' };
const ISSUED_BY_TRANSFER: Text = {
  zh: '由原承办地转来,重新计算时限。',
  en: 'Passed on from another region; the clock begins anew.',
};
const ISSUED_WITHIN_COUNTY: Text = {
  zh: '由本县(市、区)内转来,时限不变。',
  en: 'Passed on within the county; the deadline stays.',
};
const CLOSED_BY_RETURN: Text = { zh: '已退回设区市重新下发。', en: 'Returned to the prefecture.' };
const ISSUED_BY_RETURN: Text = {
  zh: '县(市、区)退回,待转给本人居住地。',
  en: 'Returned by the county; to be passed on to where the person lives.',
};

const isWithinCounty = (order: WorkOrder, to: string): boolean => countyOf(to) === countyOf(order.regionCode);

const dueOf = (urgency: Urgency, { calendar, workOrders }: LoopPolicy, now: Date) =>
  deadline(calendar, now, workOrders.days[urgency].value);

/** What each reporter is told of the new clock: the same as if theirs were the only report. */
const toldOf = (order: WorkOrder, issued: WorkOrder, policy: LoopPolicy, now: Date): Partial<PublicStep> => {
  if (isWithinCounty(order, issued.regionCode)) return {};
  const due = dueOf(issued.urgency, policy, now);
  const { notUrgent: trackingCodes } = issued;
  return trackingCodes === undefined
    ? { due }
    : { due, ofNotUrgent: { trackingCodes, due: dueOf('normal', policy, now) } };
};

/**
 * The clock that begins elsewhere. Within a county it goes on, with whoever was told already: passed to and fro there, an
 * order would never be late and nobody above would hear of it.
 */
const clockOf = (order: WorkOrder, to: string, policy: LoopPolicy, now: Date) => {
  if (!isWithinCounty(order, to)) {
    const toldDueAt =
      order.notUrgent?.includes(order.trackingCode) === true ? dueOf('normal', policy, now).dueAt : undefined;
    return { ...dueOf(order.urgency, policy, now), ...given({ toldDueAt }) };
  }
  const { dueAt, dueAtOfficial, toldDueAt, extensions, escalation } = order;
  return { dueAt, ...given({ dueAtOfficial, toldDueAt, extensions, escalation }) };
};

/** The order as it is issued elsewhere: the same case, nothing of what was done with it so far but that it was. */
const issueAnew = (order: WorkOrder, { to, texts }: HandOver, policy: LoopPolicy, act: HandOverAct): WorkOrder => {
  const createdAt = act.now.toISOString();
  const { urgency, situations, trackingCode, alsoReported, origin, placementId, answeredBy, personId } = order;
  return {
    workOrderId: act.workOrderId,
    state: 'issued',
    regionCode: to,
    urgency,
    situations,
    trackingCode,
    ...given({ notUrgent: order.notUrgent, alsoReported, origin, placementId, answeredBy, personId }),
    follows: order.workOrderId,
    reportedAt: order.reportedAt ?? order.createdAt,
    ...clockOf(order, to, policy, act.now),
    createdAt,
    timeline: [{ at: createdAt, kind: 'issued', actor: act.actor, text: texts.issued }],
    version: 1,
  };
};

/** Closes here and begins there in one step: whoever reported it follows the new one. */
const handOver = (
  order: WorkOrder,
  subject: WorkOrderSubject,
  over: HandOver,
  by: { readonly policy: LoopPolicy; readonly act: HandOverAct },
): WorkOrderChange => {
  const { act, policy } = by;
  const issued = issueAnew(order, over, policy, act);
  const closed = step(
    order,
    { state: 'closed', closedBy: over.how, issuedAs: issued.workOrderId },
    { kind: over.how, text: over.texts.closed },
    act,
  );
  const { workOrderId, regionCode } = issued;
  const told = toldOf(order, issued, policy, act.now);
  return {
    order: closed,
    publicStep: { ...over.publicStep, order: { workOrderId, regionCode }, ...told },
    messages: [
      messageOf('work-order.transferred', closed, act, { closedBy: over.how, issuedAs: workOrderId }),
      messageOf('work-order.issued', issued, { now: act.now, messageId: act.issuedMessageId }),
    ],
    issued: { order: issued, subject },
  };
};

const destinationRefusal = (order: WorkOrder, { regionCode, exists, successor }: Destination) => {
  if (successor !== undefined) return refuse('region-abolished', { successor });
  if (!exists) return refuse('transfer-region-unknown');
  return regionCode === order.regionCode ? refuse('transfer-here') : undefined;
};

/** On to where the person lives (转办): it closes here and is issued there, from another county with a new clock. */
export const transfer = (
  order: WorkOrder,
  subject: WorkOrderSubject,
  to: Destination,
  by: { readonly policy: LoopPolicy; readonly act: HandOverAct },
): Result<WorkOrderChange, TransferRefusal> => {
  const state = allowed(order, 'transfer', by.act.actor);
  if (!state.ok) return state;
  const refused = destinationRefusal(order, to);
  if (refused !== undefined) return refused;
  const issued = isWithinCounty(order, to.regionCode) ? ISSUED_WITHIN_COUNTY : ISSUED_BY_TRANSFER;
  const texts = { closed: CLOSED_BY_TRANSFER, issued };
  const over: HandOver = { how: 'transferred', to: to.regionCode, texts, publicStep: PASSED_ON };
  return ok(handOver(order, subject, over, by));
};

/** Back to the prefecture (退回), which issues it anew: its own officials transfer it on. */
export const giveBack = (
  order: WorkOrder,
  subject: WorkOrderSubject,
  by: { readonly policy: LoopPolicy; readonly act: HandOverAct },
): Result<WorkOrderChange, ReturnRefusal> => {
  const state = allowed(order, 'return', by.act.actor);
  if (!state.ok) return state;
  if (regionLevel(order.regionCode) === 'prefecture') return refuse('return-no-further');
  const texts = { closed: CLOSED_BY_RETURN, issued: ISSUED_BY_RETURN };
  const over: HandOver = { how: 'returned', to: prefectureOf(order.regionCode), texts, publicStep: RETURNED };
  return ok(handOver(order, subject, over, by));
};
