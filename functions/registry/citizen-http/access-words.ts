import type { AuditAct, AuditEntry } from '#shared/domain/audit/types.ts';
import { given } from '#shared/kernel/given.ts';
import type { Text } from '#shared/kernel/text.ts';
import { nameOf } from '#shared/reference/regions.ts';
import type { Purpose } from '#shared/reference/words.ts';

const YOU: Text = { zh: '您本人', en: 'You' };

const WHAT: Readonly<Record<AuditAct, Text>> = {
  read: { zh: '查看了信息(姓名、证件号遮住)', en: 'Read your data, with name and number masked' },
  'read-unmasked': { zh: '查看了完整信息', en: 'Read your data in full' },
  list: { zh: '在名单中看到您(姓名、证件号遮住)', en: 'Saw you in a list, with name and number masked' },
  search: { zh: '按身份证号查到您', en: 'Found you by identity number' },
  'read-audit': { zh: '查看了谁看过您的信息', en: 'Looked at who had read your data' },
  'verify-audit': { zh: '核对了访问记录', en: 'Verified the record of reads' },
};
const OF_A_CASE: Text = { zh: ',在一张关于您的工单里', en: ', in a work order about you' };

const WHY: Readonly<Record<Purpose, Text>> = {
  visit: { zh: '上门走访', en: 'for a visit' },
  verification: { zh: '核实情况', en: 'to verify the facts' },
  decision: { zh: '作出决定', en: 'to take a decision' },
  correction: { zh: '更正信息', en: 'to correct the data' },
  check: { zh: '经济状况核对', en: 'for a check of means' },
  audit: { zh: '审计检查', en: 'for an audit' },
};

const joined = (one: Text, other: Text): Text => ({ zh: one.zh + other.zh, en: one.en + other.en });

/** The office by its region: who sat there is known to the auditors. */
const officeOf = ({ region, act }: AuditEntry): Text => {
  const name = nameOf(region) ?? region;
  return act === 'read-audit' || act === 'verify-audit'
    ? { zh: `${name}的审计人员`, en: `An auditor of ${name}` }
    : { zh: `${name}的工作人员`, en: `Staff of ${name}` };
};

/** One entry of the audit as the person whom it is about may read it. */
export const accessOf = (entry: AuditEntry) => {
  const mine = entry.by === 'citizen';
  const what = WHAT[entry.act];
  return {
    at: entry.at,
    by: mine ? ('you' as const) : ('official' as const),
    who: mine ? YOU : officeOf(entry),
    act: entry.act,
    what: entry.subject.kind === 'work-order' ? joined(what, OF_A_CASE) : what,
    ...given({ purpose: entry.purpose, why: entry.purpose && WHY[entry.purpose] }),
  };
};
