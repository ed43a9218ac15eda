import { alertBody } from '#shared/contracts/alerts.ts';
import { decide } from '#shared/domain/alerts/decide.ts';
import { http } from '#shared/edge/http.ts';
import { listAlerts } from './list-alerts.ts';

export const door = [alertBody, decide, http, listAlerts];
