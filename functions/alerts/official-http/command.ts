import { alertStep } from '#shared/contracts/alerts.ts';
import type { AlertRefusal } from '#shared/domain/alerts/handle.ts';
import type { Alert, AlertAct, AlertChange } from '#shared/domain/alerts/types.ts';
import { type HttpResponse, type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { staleBy } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import { alertOf } from './alert-of.ts';
import type { AlertDeps } from './deps.ts';

/** A command on an alert: what it decides of the alert as it stands now, and the free text that goes with it. */
export type AlertCommand = {
  readonly route: RouteId;
  readonly body: unknown;
  readonly decide: (alert: Alert, act: AlertAct) => Result<AlertChange, AlertRefusal>;
  readonly notes: Readonly<Record<string, string>>;
};

const stepAnswer = (answer: MarkedAnswer): HttpResponse => ({ status: 200, body: alertStep.parse(answer) });

const answerOf = ({ alertId, state, outcome, version }: Alert): MarkedAnswer => ({
  alertId,
  state,
  version,
  ...given({ outcome }),
});

const attempt = async (request: OfficialRequest, command: AlertCommand, claim: Claim, deps: AlertDeps) => {
  const alert = await alertOf(request, deps);
  if (alert === undefined) return refusal('not-found');
  if (staleBy(request, alert.version)) return preconditionFailed(alert.version);
  const act = { actor: request.official.actor, now: deps.clock(), messageId: deps.newMessageId() };
  const change = command.decide(alert, act);
  if (!change.ok) return refusal(change.error.code);
  const answer = answerOf(change.value.alert);
  const step = { change: change.value, notes: command.notes, mark: markOf(claim, answer) };
  const outcome = await deps.store.save(step);
  return outcome === 'saved' ? stepAnswer(answer) : outcome;
};

/** A command on an alert of the caller's region. */
export const runCommand = (request: OfficialRequest, command: AlertCommand, deps: AlertDeps): Promise<HttpResponse> =>
  once(request, {
    claim: {
      route: command.route,
      actor: request.official.actor,
      content: [request.path['alertId'], command.body],
      mac: deps.macs.idempotency,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: stepAnswer,
    attempt: (claim) => attempt(request, command, claim, deps),
  });
