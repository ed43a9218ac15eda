import { inTextOrder } from '#shared/kernel/order.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Reason, Text } from '#shared/kernel/text.ts';
import { addDays, type Instant, shanghaiDay } from '#shared/kernel/time.ts';
import { dueAt } from '#shared/kernel/working-days.ts';
import { feedOf } from '#shared/reference/feeds.ts';
import { type Severity, severities } from '#shared/reference/words.ts';
import { alertMessage } from './message.ts';
import type { Alert, AlertBasis, AlertEvent, AlertKey, AlertPolicy, Finding, FindingChange } from './types.ts';

/** Facts, reasons and events that an item keeps: the newest ones. */
const KEPT_FACTS = 100;
const KEPT_REASONS = 20;
const KEPT_EVENTS = 50;

export type FindingIds = { readonly alertId: string; readonly messageId: string };
export type FindingContext = { readonly policy: AlertPolicy; readonly ids: FindingIds; readonly now: Date };

const rank = (severity: Severity): number => severities.indexOf(severity);
const graver = (one: Severity, other: Severity): Severity => (rank(one) <= rank(other) ? one : other);

const deadline = (severity: Severity, { policy, now }: FindingContext): Instant =>
  dueAt(policy.calendar, now, policy.handlingDays[severity].value).dueAt;

const reasonKey = ({ code, text }: Reason): string => `${code}|${text.zh}`;

/** Reasons in an order that does not depend on the order of the rows. */
const mergeReasons = (one: readonly Reason[], other: readonly Reason[]): readonly Reason[] => {
  const byKey = new Map([...one, ...other].map((reason) => [reasonKey(reason), reason]));
  return [...byKey.entries()]
    .sort(([first], [second]) => inTextOrder(first, second))
    .slice(0, KEPT_REASONS)
    .map(([, reason]) => reason);
};

const words = (finding: Finding, what: Text): Text => {
  const feed = feedOf(finding.kind);
  return { zh: `${feed.zh}${what.zh}`, en: `${feed.en}: ${what.en}` };
};
const RAISED: Text = { zh: '比对发现变化,请入户核实。', en: 'a change was found; please verify.' };
const EXTENDED: Text = { zh: '比对又发现变化,并入本预警。', en: 'a further change, added to this alert.' };

const event = (kind: AlertEvent['kind'], finding: Finding, text: Text, now: Date): AlertEvent => ({
  at: now.toISOString(),
  kind,
  actor: 'system',
  text: words(finding, text),
  reasons: finding.reasons,
});

const evidenceOf = ({ fact, personId, batchId }: Finding) => ({ fact, personId, batchId });

const isNear = (alert: Alert, { regionCode }: Finding): boolean => countyOf(alert.regionCode) === countyOf(regionCode);

/**
 * The facts that were dealt with. Those of an open alert in a county that the household has left were not: whoever has it
 * there can look at nobody any more, and where they live now nobody was told.
 */
const knownFacts = ({ key, alert }: AlertBasis, finding: Finding): readonly string[] => {
  const facts = key?.facts ?? [];
  if (alert === undefined || alert.state === 'closed' || isNear(alert, finding)) return facts;
  const left = new Set(alert.evidence.map(({ fact }) => fact));
  return facts.filter((fact) => !left.has(fact));
};

/** The memory with one more fact, pointing at the alert that took it. */
const remember = (finding: Finding, alertId: string, basis: AlertBasis): AlertKey => ({
  householdId: finding.householdId,
  kind: finding.kind,
  alertId,
  facts: [...knownFacts(basis, finding), finding.fact].slice(-KEPT_FACTS),
  version: (basis.key?.version ?? 0) + 1,
});

const raise = (finding: Finding, basis: AlertBasis, context: FindingContext): FindingChange => {
  const { ids, now, policy } = context;
  const alert: Alert = {
    alertId: ids.alertId,
    kind: finding.kind,
    severity: finding.severity,
    state: 'raised',
    regionCode: finding.regionCode,
    personId: finding.personId,
    householdId: finding.householdId,
    reasons: mergeReasons([], finding.reasons),
    evidence: [evidenceOf(finding)],
    policyVersion: policy.version,
    raisedAt: now.toISOString(),
    dueAt: deadline(finding.severity, context),
    timeline: [event('raised', finding, RAISED, now)],
    version: 1,
  };
  const message = alertMessage('alert.raised', alert, { now, messageId: ids.messageId });
  return { alert, key: remember(finding, alert.alertId, basis), message };
};

/** A graver finding shortens the time; none ever lengthens it. */
const extend = (finding: Finding, before: Alert, basis: AlertBasis, context: FindingContext): FindingChange => {
  const { ids, now } = context;
  const severity = graver(before.severity, finding.severity);
  const due = severity === before.severity ? before.dueAt : deadline(severity, context);
  const sooner = [due, before.dueAt].sort()[0] ?? due;
  const alert: Alert = {
    ...before,
    severity,
    reasons: mergeReasons(before.reasons, finding.reasons),
    evidence: [...before.evidence, evidenceOf(finding)].slice(-KEPT_FACTS),
    dueAt: sooner,
    timeline: [...before.timeline, event('extended', finding, EXTENDED, now)].slice(-KEPT_EVENTS),
    version: before.version + 1,
  };
  const message = alertMessage('alert.updated', alert, { now, messageId: ids.messageId });
  return { alert, key: remember(finding, alert.alertId, basis), message };
};

/**
 * Whether the alert still takes further findings: open, raised no longer ago than the window (合并窗口), and in the county
 * where the person lives: officials of the one that they left would be told, those of the new one never.
 */
const takesMore = (alert: Alert, finding: Finding, { policy, now }: FindingContext): boolean =>
  alert.state !== 'closed' &&
  isNear(alert, finding) &&
  shanghaiDay(now) <= addDays(shanghaiDay(new Date(alert.raisedAt)), policy.mergeWindowDays.value);

/**
 * A finding raises an alert, or extends the open one of the same household and indicator. A fact that was dealt with
 * before, in whatever file, changes nothing: `undefined`.
 */
export const takeFinding = (
  finding: Finding,
  basis: AlertBasis,
  context: FindingContext,
): FindingChange | undefined => {
  if (knownFacts(basis, finding).includes(finding.fact)) return undefined;
  const { alert } = basis;
  return alert !== undefined && takesMore(alert, finding, context)
    ? extend(finding, alert, basis, context)
    : raise(finding, basis, context);
};
