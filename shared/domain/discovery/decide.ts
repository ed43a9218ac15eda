import { given } from '#shared/kernel/given.ts';
import type { Text } from '#shared/kernel/text.ts';
import { deadline } from '#shared/kernel/working-days.ts';
import type { WorkOrder, WorkOrderSubject } from '../work-orders/types.ts';
import { issuedMessage } from './issued.ts';
import type { DiscoveryIds, DiscoveryPolicy, Report, Submission } from './types.ts';

const RECEIVED: Text = { zh: '已收到,已交给当地核实。', en: 'Received, and passed on to be looked into.' };
const ISSUED: Text = {
  zh: '收到公众上报,已下发核实处置指令。',
  en: 'Reported by the public; the instruction to verify was issued.',
};

const subjectOf = ({ subject, reporter, selfCheck }: Report): WorkOrderSubject => {
  const { name, idNumber, phone, address, description } = subject;
  return {
    name,
    ...given({
      idNumber,
      phone,
      address,
      description,
      reporterRelation: reporter?.relation,
      reporterName: reporter?.name,
      reporterPhone: reporter?.phone,
      selfCheckAnswers: selfCheck && JSON.stringify(selfCheck.answers),
    }),
  };
};

/**
 * A report becomes a work order at once (立即响应, S5): no report is weighed or refused for what it says, and nothing here
 * knows the registry.
 */
export const submitReport = (report: Report, policy: DiscoveryPolicy, ids: DiscoveryIds, now: Date): Submission => {
  const urgency = report.urgency ?? 'normal';
  const createdAt = now.toISOString();
  const due = deadline(policy.calendar, now, policy.workOrders.days[urgency].value);
  const workOrder: WorkOrder = {
    workOrderId: ids.workOrderId,
    state: 'issued',
    regionCode: report.subject.regionCode,
    urgency,
    situations: report.subject.situations,
    trackingCode: ids.trackingCode,
    ...given({ placementId: report.placementId }),
    ...due,
    createdAt,
    timeline: [{ at: createdAt, kind: 'issued', actor: 'public', text: ISSUED }],
    version: 1,
  };
  return {
    report: {
      trackingCode: ids.trackingCode,
      workOrderId: ids.workOrderId,
      regionCode: report.subject.regionCode,
      status: 'received',
      timeline: [{ at: createdAt, code: 'received', text: RECEIVED }],
      ...due,
      urgency,
      situations: report.subject.situations,
      createdAt,
      version: 1,
    },
    workOrder,
    subject: subjectOf(report),
    message: issuedMessage(workOrder, ids.messageId),
  };
};
