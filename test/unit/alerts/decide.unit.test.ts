import { describe, expect, it } from 'vitest';
import { message } from '#shared/contracts/messages.ts';
import { takeFinding } from '#shared/domain/alerts/decide.ts';
import type { AlertBasis, Finding } from '#shared/domain/alerts/types.ts';
import { aFinding, alertPolicy, NOW } from './a-finding.ts';

const DAY_MS = 86_400_000;
const policy = alertPolicy();

const take = (finding: Finding, basis: AlertBasis = {}, now = NOW, alertId = 'A1') =>
  takeFinding(finding, basis, { policy, ids: { alertId, messageId: `M-${finding.fact}` }, now });
const takeNew = (finding: Finding, basis: AlertBasis = {}, now = NOW, alertId = 'A1') => {
  const change = take(finding, basis, now, alertId);
  if (change === undefined) throw new Error('nothing changed');
  return change;
};

describe('a finding', () => {
  it('raises an alert that is due in working days, with a message that names nobody', () => {
    const { alert, key, message: sent } = takeNew(aFinding());
    expect(alert).toMatchObject({ alertId: 'A1', state: 'raised', version: 1, dueAt: '2026-12-01T15:59:59.999Z' });
    expect(key).toEqual({ householdId: 'H1', kind: 'death', alertId: 'A1', facts: ['P1|2025-10-08'], version: 1 });
    expect(message.parse(sent)).toMatchObject({ type: 'alert.raised', version: 1, regionCode: '330102001' });
  });

  it('that was dealt with before changes nothing, whatever file brings it', () => {
    const basis = takeNew(aFinding());
    expect(take(aFinding({ batchId: 'B2' }), basis)).toBeUndefined();
  });

  it('stays without effect after the alert was closed', () => {
    const { alert, key } = takeNew(aFinding());
    expect(take(aFinding(), { key, alert: { ...alert, state: 'closed' } })).toBeUndefined();
  });

  it('extends the open alert of household and indicator, and a graver one shortens the time', () => {
    const basis = takeNew(aFinding());
    const { alert, message: sent } = takeNew(
      aFinding({ severity: 'red', personId: 'P2', fact: 'P2|2025-10-09' }),
      basis,
    );
    expect(alert).toMatchObject({ alertId: 'A1', severity: 'red', version: 2, dueAt: '2026-11-27T15:59:59.999Z' });
    expect(alert.evidence).toHaveLength(2);
    expect(alert.timeline.map(({ kind }) => kind)).toEqual(['raised', 'extended']);
    expect(message.parse(sent)).toMatchObject({ type: 'alert.updated', version: 2 });
  });

  it('of lesser weight leaves severity and deadline as they are', () => {
    const basis = takeNew(aFinding({ severity: 'red' }));
    const { alert } = takeNew(aFinding({ severity: 'yellow', fact: 'P2|x' }), basis);
    expect(alert).toMatchObject({ severity: 'red', dueAt: basis.alert.dueAt });
  });

  it('raises a new alert when the window is over or the old one is closed', () => {
    const basis = takeNew(aFinding());
    const late = new Date(NOW.getTime() + 31 * DAY_MS);
    expect(takeNew(aFinding({ fact: 'P1|later' }), basis, late, 'A2').alert).toMatchObject({
      alertId: 'A2',
      version: 1,
    });
    const closed = { ...basis, alert: { ...basis.alert, state: 'closed' as const } };
    const again = takeNew(aFinding({ fact: 'P1|other' }), closed, NOW, 'A3');
    expect(again.alert.alertId).toBe('A3');
    expect(again.key).toMatchObject({ alertId: 'A3', facts: ['P1|2025-10-08', 'P1|other'], version: 2 });
  });

  it('about a household that moved to another county is raised there: the one before is no longer theirs to look at', () => {
    const before = takeNew(aFinding());
    const moved = aFinding({ regionCode: '330203001', fact: 'P2|2026-11-20' });
    const { alert, key, message: sent } = takeNew(moved, before, NOW, 'A2');
    expect(alert).toMatchObject({ alertId: 'A2', regionCode: '330203001', state: 'raised' });
    expect(sent).toMatchObject({ type: 'alert.raised', regionCode: '330203001' });
    expect(key).toMatchObject({ alertId: 'A2', facts: ['P2|2026-11-20'] });
    const told = takeNew(aFinding({ regionCode: '330203001' }), { alert, key });
    expect(told.alert).toMatchObject({ alertId: 'A2', version: 2 });
    expect(told.key.facts).toEqual(['P2|2026-11-20', 'P1|2025-10-08']);
    const within = aFinding({ regionCode: '330102002', fact: 'P2|2026-11-20' });
    expect(takeNew(within, before).alert).toMatchObject({ alertId: 'A1', version: 2 });
  });

  it('is told of again where the household lives now, as long as nobody dealt with it where it lived', () => {
    const before = takeNew(aFinding());
    const moved = aFinding({ regionCode: '330203001', batchId: 'B2' });
    const { alert, key } = takeNew(moved, before, NOW, 'A2');
    expect(alert).toMatchObject({ alertId: 'A2', regionCode: '330203001', state: 'raised' });
    expect(key).toMatchObject({ alertId: 'A2', facts: ['P1|2025-10-08'] });
    expect(take({ ...moved, batchId: 'B3' }, { alert, key })).toBeUndefined();
    const closed = { ...before, alert: { ...before.alert, state: 'closed' as const } };
    expect(take(moved, closed)).toBeUndefined();
  });

  it('is still taken on the last day of the window', () => {
    const basis = takeNew(aFinding());
    const last = new Date(NOW.getTime() + 30 * DAY_MS);
    expect(takeNew(aFinding({ fact: 'P1|last' }), basis, last, 'A2').alert.alertId).toBe('A1');
  });
});
