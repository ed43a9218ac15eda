import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import type { Text } from '#shared/kernel/text.ts';
import type { AlertOutcome, AlertState } from '#shared/reference/words.ts';
import { alertMessage } from './message.ts';
import type { Alert, AlertAct, AlertChange, AlertEvent } from './types.ts';

export type AlertRefusal = Refusal<'alert-closed' | 'alert-state'>;
export type AlertCommand = 'acknowledge' | 'give-outcome';

/** The states of an alert and what leads from one to another: data, from which the docs are drawn. */
export const alertTransitions: Readonly<
  Record<AlertCommand, { readonly from: readonly AlertState[]; readonly to: AlertState }>
> = {
  acknowledge: { from: ['raised'], to: 'acknowledged' },
  'give-outcome': { from: ['raised', 'acknowledged', 'investigating'], to: 'closed' },
};

const OUTCOMES: Readonly<Record<AlertOutcome, Text>> = {
  true: { zh: '核实属实,已办结。', en: 'Found to be so; closed.' },
  false: { zh: '核实不属实,已办结。', en: 'Found not to be so; closed.' },
  'cannot-tell': { zh: '无法核实,已办结。', en: 'Could not be verified; closed.' },
};
const TAKEN_UP: Text = { zh: '当地已签收。', en: 'Taken up by the locality.' };

const allowed = (alert: Alert, command: AlertCommand): Result<AlertState, AlertRefusal> => {
  const { from, to } = alertTransitions[command];
  if (from.includes(alert.state)) return ok(to);
  return refuse(alert.state === 'closed' ? 'alert-closed' : 'alert-state');
};

const step = (
  alert: Alert,
  changes: Partial<Alert>,
  done: Pick<AlertEvent, 'kind' | 'text'>,
  act: AlertAct,
): Alert => ({
  ...alert,
  ...changes,
  timeline: [...alert.timeline, { ...done, at: act.now.toISOString(), actor: act.actor }],
  version: alert.version + 1,
});

/** The locality takes the alert up (签收). */
export const acknowledge = (alert: Alert, act: AlertAct): Result<AlertChange, AlertRefusal> => {
  const state = allowed(alert, 'acknowledge');
  if (!state.ok) return state;
  const next = step(alert, { state: state.value }, { kind: 'acknowledged', text: TAKEN_UP }, act);
  return ok({ alert: next, message: alertMessage('alert.updated', next, act) });
};

/**
 * What was found (核实结果); it closes the alert. Nothing else changes by it: entitlement is decided by people, in a
 * procedure of its own.
 */
export const giveOutcome = (alert: Alert, outcome: AlertOutcome, act: AlertAct): Result<AlertChange, AlertRefusal> => {
  const state = allowed(alert, 'give-outcome');
  if (!state.ok) return state;
  const next = step(alert, { state: state.value, outcome }, { kind: 'outcome', text: OUTCOMES[outcome] }, act);
  return ok({ alert: next, message: alertMessage('alert.closed', next, act) });
};
