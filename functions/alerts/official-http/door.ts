import { httpDoor } from '#shared/edge/http.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import type { AlertDeps } from './deps.ts';
import { getAlert } from './get-alert.ts';
import { giveAlertOutcome } from './give-alert-outcome.ts';
import { listAlerts } from './list-alerts.ts';

/** The officials' door of alerts: what the comparison found, who took it up, and what it came to. */
export const createHandler = (deps: AlertDeps) =>
  httpDoor(
    'alerts/official-http',
    {
      listAlerts: (request) => listAlerts(request, deps),
      getAlert: (request) => getAlert(request, deps),
      acknowledgeAlert: (request) => acknowledgeAlert(request, deps),
      giveAlertOutcome: (request) => giveAlertOutcome(request, deps),
    },
    deps.log,
  );
