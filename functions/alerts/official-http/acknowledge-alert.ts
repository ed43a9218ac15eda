import { alertAcknowledgementBody } from '#shared/contracts/alerts.ts';
import { acknowledge } from '#shared/domain/alerts/handle.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { runCommand } from './command.ts';
import type { AlertDeps } from './deps.ts';

/** `POST /v1/alerts/{alertId}/acknowledgement`: the locality takes the alert up. */
export const acknowledgeAlert = async (request: OfficialRequest, deps: AlertDeps): Promise<HttpResponse> => {
  const body = readBody(request, alertAcknowledgementBody);
  if (!body.ok) return problemResponse(body.error);
  const notes = given({ note: body.value.note });
  return runCommand(request, { route: 'acknowledgeAlert', body: body.value, decide: acknowledge, notes }, deps);
};
