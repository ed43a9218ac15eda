import type { Alert, AlertKind } from '#shared/domain/alerts/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { countyKind } from './work-order-item.ts';

/** The key of an alert in the cases table. */
export const alertKey = (alertId: string) => ({ pk: `ALERT#${alertId}`, sk: 'STATE' });

/** The key of what is remembered of a household and an indicator. */
export const alertMemoryKey = (householdId: string, kind: AlertKind) => ({
  pk: `ALERT-KEY#${householdId}#${kind}`,
  sk: 'STATE',
});

/** The key of the free text of a step, encrypted. */
export const alertNoteKey = (alertId: string, version: number) => ({
  pk: alertKey(alertId).pk,
  sk: `NOTE#${String(version).padStart(6, '0')}`,
});

/** Partition of a county's alerts in the indexes `open` and `ledger`. */
export const countyAlerts = (countyCode: string): string => countyKind(countyCode, 'alert');

/**
 * An alert as it lies in the cases table: `ledger*` are the keys of the index of all in the order of raising, which never
 * change; `open*` those of the sparse index of open ones by deadline. `kind` is the indicator.
 */
export const alertItem = (alert: Alert): Record<string, unknown> => {
  const partition = countyAlerts(countyOf(alert.regionCode));
  return {
    ...alertKey(alert.alertId),
    ...alert,
    ledgerPk: partition,
    ledgerSk: `${alert.raisedAt}#${alert.alertId}`,
    ...(alert.state === 'closed' ? {} : { openPk: partition, openSk: `${alert.dueAt}#${alert.alertId}` }),
    personKey: alert.personId,
  };
};
