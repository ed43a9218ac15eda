import type { AlertBody } from '#shared/contracts/alerts.ts';

export const show = (body: AlertBody) => body;
