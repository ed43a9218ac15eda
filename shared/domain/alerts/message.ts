import type { Message, MessageType } from '../outbox/types.ts';
import type { Alert, AlertAct } from './types.ts';

/** The message of a step: the full state of the alert, ids only. */
export const alertMessage = (
  type: MessageType,
  alert: Alert,
  { now, messageId }: Omit<AlertAct, 'actor'>,
): Message => ({
  id: messageId,
  type,
  schemaVersion: 1,
  occurredAt: now.toISOString(),
  regionCode: alert.regionCode,
  subject: { kind: 'alert', id: alert.alertId },
  version: alert.version,
  data: {
    state: alert.state,
    kind: alert.kind,
    severity: alert.severity,
    personId: alert.personId,
    householdId: alert.householdId,
    reasons: alert.reasons,
    dueAt: alert.dueAt,
    ...(alert.outcome === undefined ? {} : { outcome: alert.outcome }),
  },
});
