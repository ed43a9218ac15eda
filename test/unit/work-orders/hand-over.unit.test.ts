import { describe, expect, it } from 'vitest';
import { requestCorrection } from '#shared/domain/discovery/correction.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import { confirmedSubject, giveFeedback } from '#shared/domain/work-orders/decide.ts';
import { escalate } from '#shared/domain/work-orders/escalate.ts';
import { extend } from '#shared/domain/work-orders/extend.ts';
import { giveBack, transfer } from '#shared/domain/work-orders/hand-over.ts';
import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const POLICY = policyFor('2026-11-24');
const IDS = { trackingCode: 'T', workOrderId: 'W', messageId: 'M' };
const act = { actor: 'official-1', now: NOW, messageId: 'M1', issuedMessageId: 'M2', workOrderId: 'W2' };

describe('a request to correct a record', () => {
  const first = { personId: 'P', householdId: 'H', regionCode: '330102001', birthYear: 1949 };
  const { person } = addPerson(first, discoveryEntry('W0', NOW), { messageId: 'M0' }, NOW);
  const known = { person, identity: { idNumber: '11010519491231002X', name: '陈小明' } };
  const asked = requestCorrection({ field: 'phone', text: '换了号码。' }, known, { policy: POLICY, ids: IDS }, NOW);
  const by = { policy: POLICY, act };

  it('stays known to be about its person wherever it is handed over to: their own log finds it by that', () => {
    const { workOrder, subject } = asked;
    const passedOn = transfer(workOrder, subject, { regionCode: '330106002', exists: true }, by);
    const returned = giveBack(workOrder, subject, by);
    for (const over of [passedOn, returned]) {
      expect(over.ok && over.value.issued?.order).toMatchObject({ origin: 'correction', personId: 'P' });
    }
  });
});

describe('a request to correct a record that was right', () => {
  const first = { personId: 'P', householdId: 'H', regionCode: '330102001', birthYear: 1949 };
  const { person } = addPerson(first, discoveryEntry('W0', NOW), { messageId: 'M0' }, NOW);
  const known = { person, identity: { idNumber: '11010519491231002X', name: '陈小明' } };
  const asked = requestCorrection({ field: 'phone', text: '换了号码。' }, known, { policy: POLICY, ids: IDS }, NOW);

  it('enters nobody as found in hardship, and says what it was', () => {
    const { workOrder, subject } = asked;
    const found = { outcome: 'confirmed' } as const;
    expect(confirmedSubject(workOrder, subject, found, 'official-1')).toEqual({ ok: true, value: undefined });
    const closed = giveFeedback(workOrder, found, undefined, act);
    const text = { zh: '更正请求属实。', en: 'The request to correct the record was right.' };
    expect(closed.ok && closed.value.order).toMatchObject({ state: 'closed', outcome: 'confirmed', personId: 'P' });
    expect(closed.ok && closed.value.order.timeline.at(-1)?.text).toEqual(text);
  });
});

describe('an order that is passed on within its county', () => {
  const SUBJECT = { name: '陈小明' };
  const there = { regionCode: '330102002', exists: true };
  const report = { subject: { ...SUBJECT, regionCode: '330102001', situations: ['illness' as const] } };
  const { workOrder } = submitReport(report, POLICY, IDS, NOW);
  const passedOn = (order: WorkOrder, now: Date) => {
    const change = transfer(order, SUBJECT, there, { policy: POLICY, act: { ...act, now } });
    if (!change.ok || change.value.issued === undefined) throw new Error('refused');
    return { ...change.value, issued: change.value.issued.order };
  };

  it('keeps its clock, and the reporter hears of no other day', () => {
    const { issued, publicStep } = passedOn(workOrder, new Date('2026-12-01T02:00:00.000Z'));
    expect(issued).toMatchObject({ regionCode: '330102002', dueAt: workOrder.dueAt, follows: 'W' });
    expect(publicStep).not.toHaveProperty('due');
    expect(publicStep).toMatchObject({ code: 'passed-on', order: { workOrderId: 'W2' } });
  });

  it('once overdue stays overdue and goes on up: to and fro in one county nobody above would hear of it', () => {
    const late = new Date('2026-12-02T02:00:00.000Z');
    const told = escalate(workOrder, POLICY, { ...act, now: late });
    if (told === undefined) throw new Error('not overdue');
    const { issued } = passedOn(told.order, late);
    expect(issued).toMatchObject({ dueAt: workOrder.dueAt, escalation: { level: 'county' } });
    const next = escalate(issued, POLICY, { ...act, now: new Date('2026-12-03T02:00:00.000Z') });
    expect(next?.order.escalation.level).toBe('prefecture');
  });

  it('was extended already where it was', () => {
    const { issued } = passedOn({ ...workOrder, extensions: 1 }, NOW);
    expect(extend(issued, POLICY, act)).toMatchObject({ error: { code: 'extension-used' } });
  });

  it('gets a new clock from another county', () => {
    const by = { policy: POLICY, act: { ...act, now: new Date('2026-12-02T02:00:00.000Z') } };
    const over = transfer({ ...workOrder, extensions: 1 }, SUBJECT, { regionCode: '330106002', exists: true }, by);
    expect(over.ok && over.value.publicStep).toMatchObject({ due: { dueAt: '2026-12-09T15:59:59.999Z' } });
    expect(over.ok && over.value.issued?.order).not.toHaveProperty('extensions');
  });
});
