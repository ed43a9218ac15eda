import { given } from '#shared/kernel/given.ts';
import type { Text } from '#shared/kernel/text.ts';
import type { CorrectionField } from '#shared/reference/words.ts';
import type { PersonIdentity, PersonState } from '../registry/types.ts';
import { submitReport } from './decide.ts';
import type { DiscoveryIds, DiscoveryPolicy, Submission } from './types.ts';

/** What a citizen says is wrong, and what it should be. */
export type Correction = { readonly field: CorrectionField; readonly text: string };

const FIELD_NAMES: Readonly<Record<CorrectionField, string>> = {
  name: '姓名',
  phone: '电话',
  address: '住址',
  region: '所在地区',
  household: '家庭成员',
  other: '其他',
};

const RECEIVED: Text = {
  zh: '更正申请已收到,已交给当地核实。',
  en: 'The correction was received and passed on to be looked into.',
};
const ISSUED: Text = {
  zh: '本人申请更正登记信息,已下发核实处置指令。',
  en: 'The person asked for a correction of their record; the instruction to verify was issued.',
};

const withText = <Item extends { readonly text: Text }>(items: readonly Item[], text: Text): Item[] =>
  items.map((item) => ({ ...item, text }));

/**
 * A citizen's request to correct their record (更正) goes the way of a report: a work order of their locality with the same
 * clock, followed by the same code and secret. Whoever handles it changes the record; nothing changes by asking.
 */
export const requestCorrection = (
  { field, text }: Correction,
  { person, identity }: { readonly person: PersonState; readonly identity: PersonIdentity },
  { policy, ids }: { readonly policy: DiscoveryPolicy; readonly ids: DiscoveryIds },
  now: Date,
): Submission => {
  const { name, idNumber, phone, address } = identity;
  const report = {
    subject: {
      name,
      regionCode: person.regionCode,
      situations: ['other'] as const,
      description: `【申请更正:${FIELD_NAMES[field]}】${text}`,
      ...given({ idNumber, phone, address }),
    },
    reporter: { relation: 'self' as const },
  };
  const submission = submitReport(report, policy, ids, now);
  return {
    ...submission,
    report: { ...submission.report, timeline: withText(submission.report.timeline, RECEIVED) },
    workOrder: {
      ...submission.workOrder,
      origin: 'correction',
      personId: person.personId,
      timeline: withText(submission.workOrder.timeline, ISSUED),
    },
  };
};
