import { alertOutcomeBody } from '#shared/contracts/alerts.ts';
import { giveOutcome } from '#shared/domain/alerts/handle.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { type AlertCommand, runCommand } from './command.ts';
import type { AlertDeps } from './deps.ts';

/** `POST /v1/alerts/{alertId}/outcome`: what was found; the alert closes. */
export const giveAlertOutcome = async (request: OfficialRequest, deps: AlertDeps): Promise<HttpResponse> => {
  const body = readBody(request, alertOutcomeBody);
  if (!body.ok) return problemResponse(body.error);
  const { outcome, note, evidence } = body.value;
  const decide: AlertCommand['decide'] = (alert, act) => giveOutcome(alert, outcome, act);
  return runCommand(
    request,
    { route: 'giveAlertOutcome', body: body.value, decide, notes: given({ note, evidence }) },
    deps,
  );
};
