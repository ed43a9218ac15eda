import type { Alert } from '#shared/domain/alerts/types.ts';

/** An alert as a list shows it. */
export const summaryOf = (alert: Alert, now: Date) => {
  const { evidence: _, timeline: __, policyVersion: ___, ...shown } = alert;
  return { ...shown, overdue: alert.state !== 'closed' && alert.dueAt < now.toISOString() };
};

/** An alert as it is read alone. The facts themselves stay inside; the reasons say what they mean. */
export const detailOf = (alert: Alert, now: Date) => ({
  ...summaryOf(alert, now),
  batchIds: [...new Set(alert.evidence.map(({ batchId }) => batchId))],
  policyVersion: alert.policyVersion,
  timeline: alert.timeline,
});
