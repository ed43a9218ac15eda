import { given } from '#shared/kernel/given.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Text } from '#shared/kernel/text.ts';
import { deadline } from '#shared/kernel/working-days.ts';
import type { WorkOrder } from '../work-orders/types.ts';
import { issuedMessage } from './issued.ts';
import type { DiscoveryPolicy, Objection, ReportState } from './types.ts';

export type ObjectionRefusal = Refusal<'report-not-closed' | 'objection-not-open' | 'objection-used'>;

const TAKEN: Text = {
  zh: '已收到您的异议,将由另一位工作人员重新核实。',
  en: 'Your objection was received; somebody else will look into it again.',
};
const ISSUED: Text = {
  zh: '上报人对“未能确认”有异议,已下发重新核实指令,由另一位工作人员办理。',
  en: 'The reporter objected to the finding; to be looked into again, by somebody else.',
};

const refusalOf = (report: ReportState) => {
  if (report.objected === true) return refuse('objection-used');
  if (report.status !== 'closed') return refuse('report-not-closed');
  return report.result === 'not-confirmed' ? undefined : refuse('objection-not-open');
};

/** The order that looks into it again, with a clock of its own. */
const orderOf = (report: ReportState, policy: DiscoveryPolicy, workOrderId: string, now: Date): WorkOrder => {
  const { urgency = 'normal', situations = ['other'], regionCode, trackingCode } = report;
  const createdAt = now.toISOString();
  return {
    workOrderId,
    state: 'issued',
    regionCode,
    urgency,
    situations,
    trackingCode,
    origin: 'objection',
    follows: report.workOrderId,
    reportedAt: report.createdAt,
    ...deadline(policy.calendar, now, policy.workOrders.days[urgency].value),
    createdAt,
    timeline: [{ at: createdAt, kind: 'issued', actor: 'public', text: ISSUED }],
    version: 1,
  };
};

/** The one objection (异议) to a report that was closed as not confirmed: it is open again, and a new order is issued. */
export const objectTo = (
  report: ReportState,
  reason: string,
  policy: DiscoveryPolicy,
  by: { readonly workOrderId: string; readonly messageId: string; readonly now: Date },
): Result<Objection, ObjectionRefusal> => {
  const refused = refusalOf(report);
  if (refused !== undefined) return refused;
  const workOrder = orderOf(report, policy, by.workOrderId, by.now);
  const { result: _, dueAtOfficial: __, ...before } = report;
  const { dueAt, dueAtOfficial, createdAt: at } = workOrder;
  return ok({
    since: report.version,
    report: {
      ...before,
      workOrderId: workOrder.workOrderId,
      status: 'received',
      timeline: [...report.timeline, { at, code: 'objection-received', text: TAKEN }],
      dueAt,
      ...given({ dueAtOfficial }),
      objected: true,
      version: report.version + 1,
    },
    workOrder,
    sealed: { objectionReason: reason },
    message: issuedMessage(workOrder, by.messageId),
  });
};
