import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
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

const reporterOf = ({ subject }: KnownWorkOrder, unmasked: boolean) => {
  const relation = relationOf(subject.reporterRelation);
  if (relation === undefined) return undefined;
  const { reporterName: name, reporterPhone: phone } = subject;
  return {
    relation,
    ...(unmasked ? given({ name, phone }) : given({ name: masked(name, maskName), phone: masked(phone, maskPhone) })),
  };
};

/** A work order as a list shows it. */
export const summaryOf = (known: KnownWorkOrder, now: Date) => {
  const { trackingCode: _, timeline: __, ...order } = known.order;
  return {
    ...order,
    overdue: order.state !== 'closed' && order.dueAt < now.toISOString(),
    subject: maskedSubject(known),
  };
};

/** A work order as it is read alone: masked, or unmasked for a purpose. */
export const detailOf = (known: KnownWorkOrder, unmasked: boolean, now: Date) => ({
  ...summaryOf(known, now),
  ...(unmasked
    ? { subject: openSubject(known), ...given({ findings: known.subject.findings, note: known.subject.note }) }
    : {}),
  ...given({ reporter: reporterOf(known, unmasked) }),
  timeline: known.order.timeline,
});
