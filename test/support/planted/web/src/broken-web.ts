import { alerts } from '#shared/adapters/sqs.ts';

export const planted = alerts;
