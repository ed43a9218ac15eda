import { alertBody } from '#shared/contracts/alerts.ts';

export const planted = alertBody;
