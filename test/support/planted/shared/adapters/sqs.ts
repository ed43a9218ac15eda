import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { alertBody } from '#shared/contracts/alerts.ts';
import type { Alerts } from '#shared/domain/alerts/ports.ts';

export const client = new SQSClient();
export const alerts: Alerts = { save: (alert) => void [alertBody, alert, randomUUID()] };
