import type { Alert } from './types.ts';

export type Alerts = { readonly save: (alert: Alert) => void };
