import { client } from '#shared/adapters/sqs.ts';

export const planted = client;
