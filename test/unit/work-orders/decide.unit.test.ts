import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { accept, confirmedSubject, giveFeedback } from '#shared/domain/work-orders/decide.ts';
import { transitions } from '#shared/domain/work-orders/transitions.ts';
import type { Feedback, WorkOrder } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { feedbackOutcomes, workOrderStates } from '#shared/reference/words.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const ACT = { actor: 'official-1', now: NOW, messageId: 'M1' };
const IDS = { trackingCode: 'T', workOrderId: 'W', messageId: 'M' };

const issued = (urgency: 'normal' | 'urgent' = 'normal', now = NOW) =>
  submitReport(
    { subject: { name: '陈小明', regionCode: '330102001', situations: ['illness'] }, urgency },
    policyFor('2026-11-24'),
    IDS,
    now,
  );

const order = (state: WorkOrder['state'] = 'issued'): WorkOrder => ({ ...issued().workOrder, state });

describe('a report', () => {
  it('becomes a work order with the same clock for reporter and locality: 5 working days, 1 when urgent', () => {
    const { report, workOrder, message } = issued();
    expect(workOrder.dueAt).toBe('2026-12-01T15:59:59.999Z');
    expect(report.dueAt).toBe(workOrder.dueAt);
    expect(message).toMatchObject({
      type: 'work-order.issued',
      regionCode: '330102001',
      version: 1,
      subject: { id: 'W' },
    });
    expect(issued('urgent').workOrder.dueAt).toBe('2026-11-25T15:59:59.999Z');
  });

  it('late on a Friday evening is due after the weekend', () => {
    expect(issued('urgent', new Date('2026-11-27T15:59:59.000Z')).workOrder.dueAt).toBe('2026-11-30T15:59:59.999Z');
  });

  it('leaves no name, number or phone in its message', () => {
    expect(JSON.stringify(issued().message)).not.toContain('陈小明');
  });
});

describe('a work order', () => {
  it.each(workOrderStates)('in state %s takes exactly the commands of the table', (state) => {
    const accepted = accept(order(state), ACT);
    const closed = giveFeedback(order(state), { outcome: 'unfounded' }, undefined, ACT);
    expect(accepted.ok).toBe(transitions.accept.from.includes(state));
    expect(closed.ok).toBe(transitions.feedback.from.includes(state));
  });

  it('once closed says so', () => {
    expect(accept(order('closed'), ACT)).toEqual({ ok: false, error: { code: 'work-order-closed' } });
    expect(accept(order('accepted'), ACT)).toEqual({ ok: false, error: { code: 'work-order-state' } });
  });

  it('goes one version on with each step and keeps its deadline', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('accept', ...feedbackOutcomes), { maxLength: 6 }), (commands) => {
        let current = order();
        for (const command of commands) {
          const step =
            command === 'accept' ? accept(current, ACT) : giveFeedback(current, { outcome: command }, undefined, ACT);
          if (!step.ok) continue;
          expect(step.value.order.version).toBe(current.version + 1);
          expect(step.value.messages[0]?.version).toBe(step.value.order.version);
          expect(step.value.order.dueAt).toBe(current.dueAt);
          expect(step.value.order.timeline).toHaveLength(current.timeline.length + 1);
          current = step.value.order;
        }
      }),
    );
  });

  it.each([
    ['confirmed', 'looked-after'],
    ['already-registered', 'looked-after'],
    ['moved', 'looked-after'],
    ['unfounded', 'not-confirmed'],
  ] as const)('closed as %s tells the reporter %s and nothing else', (outcome, result) => {
    const step = giveFeedback(order(), { outcome }, undefined, ACT);
    expect(step.ok && step.value.publicStep?.result).toBe(result);
  });
});

describe('a confirmed report', () => {
  const confirmed: Feedback = { outcome: 'confirmed' };
  const found = { idNumber: '11010519491231002X', name: '陈明', regionCode: '330102002' };

  it('is about whom the locality found, else about whom the reporter named', () => {
    const subject = { name: '陈小明', idNumber: '11010519491231002X' };
    expect(confirmedSubject(order(), subject, { ...confirmed, subject: found }, 'official-1')).toEqual({
      ok: true,
      value: found,
    });
    expect(confirmedSubject(order(), subject, confirmed, 'official-1')).toEqual({
      ok: true,
      value: { ...subject, regionCode: '330102001' },
    });
  });

  it('needs an identity number from either', () => {
    expect(confirmedSubject(order(), { name: '陈小明' }, confirmed, 'official-1')).toEqual({
      ok: false,
      error: { code: 'subject-unknown' },
    });
  });

  it('comes too late for an order that is closed, and that is what is said', () => {
    expect(confirmedSubject(order('closed'), { name: '陈小明' }, confirmed, 'official-1')).toEqual({
      ok: false,
      error: { code: 'work-order-closed' },
    });
  });

  it('alone makes anyone known to the registry', () => {
    for (const outcome of feedbackOutcomes.filter((word) => word !== 'confirmed')) {
      expect(confirmedSubject(order(), { name: '陈小明' }, { outcome, subject: found }, 'official-1')).toEqual({
        ok: true,
        value: undefined,
      });
    }
  });
});
