import { alerts } from '#shared/adapters/sqs.ts';
import { door } from './door.ts';
import { env } from './env.ts';

export const handler = [alerts, door, env];
