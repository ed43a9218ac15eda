import type { Reason, Text } from '#shared/kernel/text.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { WorkingCalendar } from '#shared/kernel/working-days.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import type { AlertOutcome, AlertState, Severity } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';

/** The indicator that an alert is of (预警指标): today the feed that raised it. */
export type AlertKind = FeedType;

/** What a rule found of one person in one row: the reason for an alert, never a change of entitlement. */
export type Finding = {
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly reasons: readonly Reason[];
  readonly personId: string;
  readonly householdId: string;
  readonly regionCode: string;
  /** The fact itself in a stable form, the same in every file that tells of it: `personId|2026-10-08`. */
  readonly fact: string;
  readonly batchId: string;
};

/** One fact that an alert rests on, and the batch that brought it first. */
export type AlertEvidence = { readonly fact: string; readonly personId: string; readonly batchId: string };

export type AlertEvent = {
  readonly at: Instant;
  readonly kind: 'raised' | 'extended' | 'acknowledged' | 'outcome';
  /** The issuer's subject of the official, or `system`. */
  readonly actor: string;
  readonly text: Text;
  readonly reasons?: readonly Reason[];
};

/** An alert (预警): a household and an indicator that someone has to look at by a day. No identity field stands in it. */
export type Alert = {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly state: AlertState;
  /** Where the person lived when it was raised: village, township or county. */
  readonly regionCode: string;
  readonly personId: string;
  readonly householdId: string;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly AlertEvidence[];
  readonly policyVersion: string;
  readonly raisedAt: Instant;
  readonly dueAt: Instant;
  readonly outcome?: AlertOutcome;
  readonly timeline: readonly AlertEvent[];
  readonly version: number;
};

/** What is remembered of a household and an indicator: the newest alert, and the facts that were dealt with. */
export type AlertKey = {
  readonly householdId: string;
  readonly kind: AlertKind;
  readonly alertId: string;
  /** The newest facts, oldest first: a file that tells of them again changes nothing. */
  readonly facts: readonly string[];
  readonly version: number;
};

/** What a finding meets: the memory of household and indicator, and the alert that it names. */
export type AlertBasis = { readonly key?: AlertKey; readonly alert?: Alert };

/** An alert as a step leaves it, and the message that tells of it. */
export type AlertChange = { readonly alert: Alert; readonly message: Message };
/** What a finding changes: in one transaction with the memory of household and indicator. */
export type FindingChange = AlertChange & { readonly key: AlertKey };

type Days = { readonly value: number };

/** The policy's part that alerts rest on. */
export type AlertPolicy = {
  readonly version: string;
  readonly handlingDays: Readonly<Record<Severity, Days>>;
  /** Calendar days in which an open alert of the same household and indicator is extended. */
  readonly mergeWindowDays: Days;
  readonly calendar: WorkingCalendar;
};

/** Who does something to an alert, when, and the id of the message that tells of it. */
export type AlertAct = { readonly actor: string; readonly now: Date; readonly messageId: string };

/** A query of the ledger: the order of raising. */
export type AlertQuery = {
  readonly regionCode: string;
  readonly state?: AlertState;
  readonly after?: string;
  readonly limit: number;
};
