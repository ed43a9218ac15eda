import { describe, expect, it } from 'vitest';
import { message } from '#shared/contracts/messages.ts';
import { takeFinding } from '#shared/domain/alerts/decide.ts';
import { acknowledge, giveOutcome } from '#shared/domain/alerts/handle.ts';
import { aFinding, alertPolicy, NOW } from './a-finding.ts';

const ids = { alertId: 'A1', messageId: 'M1' };
const raised = takeFinding(aFinding(), {}, { policy: alertPolicy(), ids, now: NOW })?.alert;
if (raised === undefined) throw new Error('no alert');
const act = { actor: 'official', now: NOW, messageId: 'M2' };

describe('an alert', () => {
  it('is acknowledged once', () => {
    const change = acknowledge(raised, act);
    if (!change.ok) throw new Error(change.error.code);
    expect(change.value.alert).toMatchObject({ state: 'acknowledged', version: 2 });
    expect(message.parse(change.value.message)).toMatchObject({ type: 'alert.updated', version: 2 });
    expect(acknowledge(change.value.alert, act)).toEqual({ ok: false, error: { code: 'alert-state' } });
  });

  it.each(['raised', 'acknowledged', 'investigating'] as const)('takes an outcome when %s, and closes', (state) => {
    const change = giveOutcome({ ...raised, state }, 'cannot-tell', act);
    if (!change.ok) throw new Error(change.error.code);
    expect(change.value.alert).toMatchObject({ state: 'closed', outcome: 'cannot-tell', version: 2 });
    expect(message.parse(change.value.message)).toMatchObject({
      type: 'alert.closed',
      data: { outcome: 'cannot-tell', state: 'closed' },
    });
  });

  it('that is closed takes nothing more', () => {
    const closed = { ...raised, state: 'closed' as const };
    expect(giveOutcome(closed, 'true', act)).toEqual({ ok: false, error: { code: 'alert-closed' } });
    expect(acknowledge(closed, act)).toEqual({ ok: false, error: { code: 'alert-closed' } });
  });
});
