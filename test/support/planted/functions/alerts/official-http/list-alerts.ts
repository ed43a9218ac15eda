import { decide } from '#shared/domain/alerts/decide.ts';

export const listAlerts = decide;
