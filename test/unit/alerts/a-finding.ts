import type { AlertPolicy, Finding } from '#shared/domain/alerts/types.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');

export const alertPolicy = (): AlertPolicy => {
  const { version, calendar, alerts } = policyFor(shanghaiDay(NOW));
  return { version, calendar, ...alerts };
};

/** A finding of one death in household H1. */
export const aFinding = (over: Partial<Finding> = {}): Finding => ({
  kind: 'death',
  severity: 'orange',
  reasons: [{ code: 'member-died', text: { zh: '死亡', en: 'died' }, rule: 'COLLISION-DEATH' }],
  personId: 'P1',
  householdId: 'H1',
  regionCode: '330102001',
  fact: 'P1|2025-10-08',
  batchId: 'B1',
  ...over,
});
