import { keptReports, keptVisits } from '#shared/contracts/work-orders.ts';
import { isAtRisk, isOverdue } from '#shared/domain/work-orders/clock.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import type { LoopPolicy, WorkOrderSubject } from '#shared/domain/work-orders/types.ts';
import { given } from '#shared/kernel/given.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/kernel/mask.ts';
import { type Relation, relations } from '#shared/reference/words.ts';

const masked = (value: string | undefined, mask: (value: string) => string) =>
  value === undefined ? undefined : mask(value);

/** Whom a report is about, masked; where they live and what was written of them stay out. */
const maskedSubject = ({ subject }: KnownWorkOrder) => ({
  name: maskName(subject.name),
  ...given({ idNumber: masked(subject.idNumber, maskIdNumber), phone: masked(subject.phone, maskPhone) }),
});

const openSubject = ({ subject: { name, idNumber, phone, address, description } }: KnownWorkOrder) => ({
  name,
  ...given({ idNumber, phone, address, description }),
});

const relationOf = (text: string | undefined): Relation | undefined => relations.find((relation) => relation === text);

type Reporting = Pick<WorkOrderSubject, 'reporterRelation' | 'reporterName' | 'reporterPhone'>;

const reporterOf = (subject: Reporting, unmasked: boolean) => {
  const relation = relationOf(subject.reporterRelation);
  if (relation === undefined) return undefined;
  const { reporterName: name, reporterPhone: phone } = subject;
  return {
    relation,
    ...(unmasked ? given({ name, phone }) : given({ name: masked(name, maskName), phone: masked(phone, maskPhone) })),
  };
};

/** The moment that an answer is made for: what is late, and what soon will be, follows from it. */
export type Moment = { readonly now: Date; readonly policy: LoopPolicy };

/** A work order as a list shows it. */
export const summaryOf = (known: KnownWorkOrder, { now, policy }: Moment) => {
  const { trackingCode: _, timeline: __, alsoReported = [], ...order } = known.order;
  return {
    ...order,
    overdue: isOverdue(order, now),
    atRisk: isAtRisk(order, policy, now),
    alsoReported: alsoReported.length,
    subject: maskedSubject(known),
  };
};

/** The visits of an order, oldest first. */
export const visitsOf = ({ visits }: WorkOrderSubject) =>
  visits === undefined ? [] : keptVisits.parse(JSON.parse(visits));

/** What officials wrote of an order. */
const wordsOf = ({ subject }: KnownWorkOrder) => {
  const { findings, note, extensionReason, handOverReason, objectionReason } = subject;
  return given({ findings, note, extensionReason, handOverReason, objectionReason });
};

/** Who else reported the same person, and with a purpose what they said. */
const otherReportsOf = ({ subject: { otherReports } }: KnownWorkOrder, unmasked: boolean) =>
  (otherReports === undefined ? [] : keptReports.parse(JSON.parse(otherReports))).map((other) => {
    const { workOrderId, reportedAt, phone, address, description } = other;
    const said = unmasked ? given({ phone, address, description }) : {};
    return { workOrderId, reportedAt, ...said, ...given({ reporter: reporterOf(other, unmasked) }) };
  });

/** A work order as it is read alone: masked, or unmasked for a purpose. */
export const detailOf = (known: KnownWorkOrder, unmasked: boolean, moment: Moment) => ({
  ...summaryOf(known, moment),
  ...(unmasked ? { subject: openSubject(known), ...wordsOf(known) } : {}),
  visits: visitsOf(known.subject).map((visit) => (unmasked ? visit : { visitedAt: visit.visitedAt })),
  ...given({ reporter: reporterOf(known.subject, unmasked) }),
  otherReports: otherReportsOf(known, unmasked),
  timeline: known.order.timeline,
});
