import { env } from '#functions/alerts/official-http/env.ts';

export const planted = env;
