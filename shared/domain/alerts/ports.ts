import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Alert, AlertBasis, AlertChange, AlertKind, AlertQuery, FindingChange } from './types.ts';

/** Where findings become alerts. */
export type AlertBook = {
  /** What is there for a household and an indicator, strongly consistent. */
  readonly basis: (householdId: string, kind: AlertKind) => Promise<AlertBasis>;
  /** One transaction: alert, memory and message. `stale`: something changed since the basis was read. */
  readonly write: (change: FindingChange) => Promise<'written' | 'stale'>;
};

/** A page of alerts in the order of raising; `next` is where the following page begins. */
export type AlertPage = { readonly items: readonly Alert[]; readonly next?: string };

export type AlertStep = {
  readonly change: AlertChange;
  /** Free text of the official, encrypted at rest. */
  readonly notes: Readonly<Record<string, string>>;
  readonly mark: IdempotencyMark;
};

export type AlertStore = {
  readonly find: (alertId: string) => Promise<Alert | undefined>;
  readonly list: (query: AlertQuery) => Promise<AlertPage>;
  /** One transaction. `stale`: the alert changed since it was read; `repeated`: the mark stood there already. */
  readonly save: (step: AlertStep) => Promise<'saved' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};
