import { client } from '#shared/adapters/sqs.ts';

export const demo = client;
