import { alerts } from '#shared/adapters/sqs.ts';

export const fake = alerts;
