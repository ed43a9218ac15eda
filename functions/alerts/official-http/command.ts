import { alertStep } from '#shared/contracts/alerts.ts';
import type { AlertRefusal } from '#shared/domain/alerts/handle.ts';
import type { Alert, AlertAct, AlertChange } from '#shared/domain/alerts/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, firstAnswer, markOf, readClaim } from '#shared/edge/idempotency.ts';
import { etag, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { AlertDeps } from './deps.ts';

/** A command on an alert: what it decides of the alert as it stands now, and the free text that goes with it. */
export type AlertCommand = {
  readonly route: RouteId;
  readonly body: unknown;
  readonly decide: (alert: Alert, act: AlertAct) => Result<AlertChange, AlertRefusal>;
  readonly notes: Readonly<Record<string, string>>;
};

const TRIES = 3;

const stepAnswer = (answer: MarkedAnswer): HttpResponse => ({ status: 200, body: alertStep.parse(answer) });

const answerOf = ({ alertId, state, outcome, version }: Alert): MarkedAnswer => ({
  alertId,
  state,
  version,
  ...given({ outcome }),
});

/** The answer that the same request had, if it came before. */
const repeated = async (claim: Claim, deps: AlertDeps): Promise<HttpResponse | undefined> => {
  const mark = await deps.store.findMark(claim.keyMac);
  if (mark === undefined) return undefined;
  const first = firstAnswer(claim, mark);
  return first.ok ? stepAnswer(first.value) : problemResponse(first.error);
};

const attempt = async (request: OfficialRequest, command: AlertCommand, claim: Claim, deps: AlertDeps) => {
  const alert = await deps.store.find(request.path['alertId'] ?? '');
  if (alert === undefined || !inScope(request.official, alert.regionCode)) return refusal('not-found');
  if (staleBy(request, alert.version)) return { ...refusal('precondition-failed'), ...withVersion(alert.version) };
  const act = { actor: request.official.actor, now: deps.clock(), messageId: deps.newMessageId() };
  const change = command.decide(alert, act);
  if (!change.ok) return refusal(change.error.code);
  const answer = answerOf(change.value.alert);
  const step = { change: change.value, notes: command.notes, mark: markOf(claim, answer) };
  const outcome = await deps.store.save(step);
  return outcome === 'saved' ? stepAnswer(answer) : outcome;
};

/** Who was late is told of the present version. */
const withVersion = (version: number): Pick<HttpResponse, 'headers'> => ({
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...etag(version) },
});

/** A command on an alert: once per idempotency key, in scope, and never over a change that it has not seen. */
export const runCommand = async (
  request: OfficialRequest,
  command: AlertCommand,
  deps: AlertDeps,
): Promise<HttpResponse> => {
  const claim = await readClaim(request, {
    route: command.route,
    actor: request.official.actor,
    content: [request.path['alertId'], command.body],
    mac: deps.macs.idempotency,
    now: deps.clock(),
  });
  if (!claim.ok) return problemResponse(claim.error);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await repeated(claim.value, deps);
    if (before !== undefined) return before;
    const outcome = await attempt(request, command, claim.value, deps);
    if (outcome !== 'stale' && outcome !== 'repeated') return outcome;
  }
  return refusal('conflict');
};
